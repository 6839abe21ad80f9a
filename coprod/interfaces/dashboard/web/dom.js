// A view is a function from data to a tree; this file makes the page look like the tree, touching only what differs.
// Nodes keep their identity between renderings, so focus, scroll position and a running canvas survive every update.

const SVG = "http://www.w3.org/2000/svg";

/** Make a node of the tree: h("button", {class: "go", onclick: run}, "Play"). */
export function h(tag, props, ...kids) {
  return { tag, props: props || {}, kids: kids.flat(9).filter((kid) => kid != null && kid !== false && kid !== "") };
}

/** Make the children of `el` look like `kids`. */
export function render(el, ...kids) {
  patchChildren(
    el,
    kids.flat(9).filter((kid) => kid != null && kid !== false && kid !== ""),
    el.namespaceURI === SVG,
  );
}

function patchChildren(el, kids, svg) {
  for (let i = 0; i < kids.length; i++) {
    const old = el.childNodes[i];
    const made = patch(old, kids[i], svg);
    if (!old) el.appendChild(made);
    else if (made !== old) el.replaceChild(made, old);
  }
  while (el.childNodes.length > kids.length) el.removeChild(el.lastChild);
}

function patch(old, node, svg) {
  if (typeof node !== "object") {
    const text = String(node);
    if (old && old.nodeType === 3) {
      if (old.data !== text) old.data = text;
      return old;
    }
    return document.createTextNode(text);
  }
  const inSvg = svg || node.tag === "svg";
  const same = old && old.nodeType === 1 && old.localName === node.tag && old._key === node.props.key;
  const el = same ? old : inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  el._key = node.props.key;
  setProps(el, node.props, el._props || {});
  if (node.props.html === undefined) patchChildren(el, node.kids, inSvg && node.tag !== "foreignObject");
  const fresh = !same;
  if (node.props.ref && (fresh || !el._seen)) {
    el._seen = true;
    node.props.ref(el);
  }
  if (node.tag === "select" && node.props.value !== undefined) el.value = node.props.value;
  return el;
}

function setProps(el, props, old) {
  for (const name in old) if (!(name in props)) setProp(el, name, null);
  for (const name in props)
    if (props[name] !== old[name] || name === "value" || name === "checked") setProp(el, name, props[name]);
  el._props = props;
}

function setProp(el, name, value) {
  if (name === "key" || name === "ref") return;
  if (name.startsWith("on")) el[name] = value;
  else if (name === "html") el.innerHTML = value ?? "";
  else if (el.localName === "option" && name === "value") el.setAttribute("value", value ?? "");
  else if (name === "value" || name === "checked" || name === "disabled" || name === "open") {
    if (document.activeElement === el && name === "value" && el._editing) return;
    if (el[name] !== value) el[name] = value ?? (name === "value" ? "" : false);
  } else if (value == null || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value === true ? "" : value);
}

/** Offer `content` (text or Blob) to the reader as a file. */
export function download(name, content, type = "text/plain;charset=utf-8") {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Write rows of cells as CSV that Excel opens in the right encoding. */
export function csv(rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

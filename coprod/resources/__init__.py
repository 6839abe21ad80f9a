"""Resources 资源: what runs short: money, reserves, crews, and what it costs to keep them."""

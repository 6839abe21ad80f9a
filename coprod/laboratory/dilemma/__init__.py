"""The dilemma of unlimited responsibility and limited resources as a dynamics: arrows, map, loops and the path into overload."""

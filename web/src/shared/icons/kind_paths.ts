// Outlines of the kinds of case on a 24 × 24 field, drawn with a round stroke. Our own drawings.
// The names are those the rulebook gives in `icon`; an unknown name falls back to `other`.
export const kindPaths: Record<string, string> = {
  garbage: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  poster: 'M6 5h12v10l-5 5H6zM13 20v-5h5M9 9h6M9 12.5h4M10 5V3h4v2',
  stall: 'M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M5 12v8h14v-8M5 16h14',
  parking: 'M4 4h16v16H4zM9.5 17V7.5h3.4a3 3 0 0 1 0 6H9.5',
  building: 'M3 20h18M5 20V10l5-4v14M10 9h9v11M13.5 12.5h2M13.5 16h2M14 6h6M17 3v6',
  road: 'M8 4 4 20M16 4l4 16M12 4v3M12 10.5v3M12 17v3',
  water: 'M12 3c4 4.8 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6.2 6-11zM9 14.5a3 3 0 0 0 3 3',
  toilet: 'M8.5 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM4.5 9h5l-.8 6H8v5.5H6V15h-.7zM18.5 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM17 8.5l3 6.5h-2v5.5h-2V15h-2z',
  green: 'M12 21v-8M12 17l3-2.5M12 14c-4.2 0-6.5-2.2-6.5-5A4 4 0 0 1 8.5 5a4 4 0 0 1 7 0 4 4 0 0 1 3 4c0 2.8-2.3 5-6.5 5z',
  wire: 'M5 3v18M19 3v18M3 5h4M17 5h4M5 7c4 4 10 4 14 0M5 12c4 5 10 5 14 0',
  smoke: 'M4 20h16M6 20l1-5h10l1 5M8.5 12c-1.8-2 1.8-3 0-5.5M12.5 12c-1.8-2.5 1.8-4 0-7.5M16.5 12c-1.8-2 1.8-3 0-5.5',
  animal: 'M12 12c-2.8 0-5 2.8-5 5.2 0 1.6 1.1 2.3 2.4 2.3 1 0 1.6-.5 2.6-.5s1.6.5 2.6.5c1.3 0 2.4-.7 2.4-2.3 0-2.4-2.2-5.2-5-5.2zM5.5 9.5v1.5M9.5 5v2M14.5 5v2M18.5 9.5v1.5',
  ad: 'M3 4h18v10H3zM7 14v6.5M17 14v6.5M7 9h6M7 14h10',
  dust: 'M7 14a4 4 0 1 1 .7-7.9A5 5 0 0 1 17 7.5a3.3 3.3 0 0 1 .5 6.5zM7 18h.01M12 18h.01M17 18h.01M9.5 21h.01M14.5 21h.01',
  mosquito: 'M12 9v8l0 4M10.2 6.8a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 0 0-3.6 0zM12 11 4 7.5 5 12l7 .5M12 11l8-3.5-1 4.5-7 .5M11 15l-4 5M13 15l4 5',
  corner: 'M4 3v17h17M8 16h2M8 12.5v.01M12 16v.01M8 9l3 3 3 0 3 4',
  other: 'M4 5h16v14H4zM8.5 12h.01M12 12h.01M15.5 12h.01',
};

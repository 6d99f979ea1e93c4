import type { FeatureLike } from 'ol/Feature';
import { Circle, Fill, Icon, Stroke, Style, Text } from 'ol/style';

const font = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const halo = new Stroke({ color: 'rgba(255,255,255,0.9)', width: 3 });

function nameText(feature: FeatureLike, size: number, colour: string, along = false): Text {
  return new Text({
    text: String(feature.get('name') ?? ''),
    font: `${size}px ${font}`,
    fill: new Fill({ color: colour }),
    stroke: halo,
    placement: along ? 'line' : 'point',
    overflow: false,
  });
}

const classMetres: Record<string, number> = { trunk: 28, ring: 24, main: 16, lane: 8 };

/** How wide a street is on the ground; a file that does not say gets what its class usually has. */
function streetMetres(feature: FeatureLike): number {
  const given = Number(feature.get('width_m'));
  if (Number.isFinite(given) && given > 0) return given;
  return classMetres[String(feature.get('class'))] ?? 12;
}

/** As wide as on the ground, but never too thin to be seen nor so wide that it hides the blocks. */
function streetPixels(metres: number, resolution: number): number {
  return Math.min(14, Math.max(1.5, (metres * 1.2) / resolution));
}

/** Great names are read from afar, small ones only near by. Metres per pixel at which they appear. */
const labelReach: Record<number, number> = { 1: 24, 2: 9, 3: 5 };

type StyleOf = (feature: FeatureLike, resolution: number) => Style | Style[];

const ground: Record<string, StyleOf> = {
  boundary: () =>
    new Style({ fill: new Fill({ color: '#fbfbf8' }), stroke: new Stroke({ color: '#8a94a3', width: 1.5, lineDash: [8, 4] }) }),
  green: () => new Style({ fill: new Fill({ color: '#dcecd6' }) }),
  block: () => new Style({ fill: new Fill({ color: '#f0eee8' }), stroke: new Stroke({ color: '#e0ddd4', width: 0.8 }) }),
  river: (feature) =>
    /Line/.test(feature.getGeometry()?.getType() ?? '')
      ? new Style({ stroke: new Stroke({ color: '#b5d5ea', width: 9, lineCap: 'round' }), text: nameText(feature, 12, '#3a6f93', true) })
      : new Style({ fill: new Fill({ color: '#b5d5ea' }), text: nameText(feature, 12, '#3a6f93') }),
  street: (feature, resolution) => {
    const metres = streetMetres(feature);
    const width = streetPixels(metres, resolution);
    const styles = [
      new Style({ stroke: new Stroke({ color: '#d5d9df', width: width + 1.6, lineCap: 'round' }) }),
      new Style({ stroke: new Stroke({ color: '#ffffff', width, lineCap: 'round' }), zIndex: 1 }),
    ];
    if (resolution < (metres >= 14 ? 6 : 2)) styles.push(new Style({ text: nameText(feature, 12, '#5a6472', true), zIndex: 2 }));
    return styles;
  },
  label: (feature, resolution) =>
    resolution < (labelReach[Number(feature.get('rank'))] ?? 9) ? new Style({ text: nameText(feature, 12, '#4a5462') }) : new Style(),
};

const order = ['boundary', 'green', 'block', 'river', 'street', 'label'];

/** How a layer of the county's base map is drawn, and how high it lies. */
export function groundStyle(name: string): { style: StyleOf; zIndex: number } {
  const at = order.indexOf(name);
  return { style: ground[name] ?? ground['block']!, zIndex: at < 0 ? 2 : at };
}

export const strongGrid = '#0f4593';

/** Grids: thin lines and a name; the chosen one filled. */
export function gridStyle(chosen: string | null, quiet: boolean): StyleOf {
  return (feature, resolution) => {
    const isChosen = feature.getId() === chosen;
    const trouble = feature.get('trouble') === true;
    const line = isChosen ? strongGrid : trouble ? '#c0272d' : '#5d7ba6';
    return new Style({
      fill: new Fill({ color: isChosen ? 'rgba(20,86,184,0.16)' : trouble ? 'rgba(192,39,45,0.10)' : 'rgba(20,86,184,0.03)' }),
      stroke: new Stroke({ color: line, width: isChosen ? 2.5 : 1.2, ...(isChosen ? {} : { lineDash: [6, 3] }) }),
      zIndex: isChosen ? 5 : 1,
      ...(quiet || resolution > 14
        ? {}
        : { text: new Text({ text: String(feature.get('name') ?? ''), font: `600 12px ${font}`, fill: new Fill({ color: strongGrid }), stroke: halo, overflow: true }) }),
    });
  };
}

const pin = `data:image/svg+xml;utf8,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="44" viewBox="0 0 34 44"><path d="M17 43C7 30 2 23 2 16a15 15 0 0 1 30 0c0 7-5 14-15 27Z" fill="#c0272d" stroke="#fff" stroke-width="2"/><circle cx="17" cy="16" r="6" fill="#fff"/></svg>',
)}`;

export const pinStyle = new Style({ image: new Icon({ src: pin, anchor: [0.5, 0.98] }), zIndex: 20 });

export const siteStyle = new Style({
  image: new Circle({ radius: 5, fill: new Fill({ color: '#1f7a3d' }), stroke: new Stroke({ color: '#fff', width: 1.5 }) }),
});

export function hereStyle(): Style {
  return new Style({
    image: new Circle({ radius: 7, fill: new Fill({ color: '#1456b8' }), stroke: new Stroke({ color: '#fff', width: 3 }) }),
    zIndex: 19,
  });
}


// How the county's base map, its grids and its pins are drawn.
import type { FeatureLike } from 'ol/Feature';
import { Circle, Fill, Icon, Stroke, Style, Text } from 'ol/style';

const font = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const halo = new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3 });
type StyleOf = (feature: FeatureLike, resolution: number) => Style | Style[];
const nothing: Style[] = [];

function nameText(feature: FeatureLike, size: number, colour: string, along = false): Text {
  return new Text({
    text: String(feature.get('name') ?? ''),
    font: `${size}px ${font}`,
    fill: new Fill({ color: colour }),
    stroke: halo,
    placement: along ? 'line' : 'point',
    ...(along ? { maxAngle: 0.5, repeat: 600 } : {}),
    overflow: false,
  });
}

const text = (feature: FeatureLike, name: string): string => String(feature.get(name) ?? '');

/** Streets keep their true width where it shows, and never vanish or drown the map where it does not. */
function streetWidth(feature: FeatureLike, resolution: number): number {
  const metres = Number(feature.get('width_m')) || 12;
  const rank = text(feature, 'class');
  const least = rank === 'trunk' || rank === 'ring' ? 3.5 : rank === 'lane' ? 1 : 2.5;
  return Math.min(26, Math.max(least, metres / resolution));
}

const blockColours: Record<string, string> = {
  commercial: '#f6ece2',
  village: '#eef0e2',
  industry: '#e9e8ec',
  logistics: '#e9e8ec',
  education: '#efebf5',
  civic: '#e9eef6',
};

const labelRank = (feature: FeatureLike): number => Number(feature.get('rank')) || 2;

const baseMapStyles: Record<string, StyleOf> = {
  boundary: () =>
    new Style({ fill: new Fill({ color: '#fbfaf7' }), stroke: new Stroke({ color: '#7d8794', width: 1.6, lineDash: [10, 4, 2, 4] }) }),
  green: (feature, resolution) =>
    new Style({
      fill: new Fill({ color: '#d6e9cd' }),
      ...(resolution < 6 && text(feature, 'kind') !== 'riverside' ? { text: nameText(feature, 12, '#3f6b35') } : {}),
    }),
  block: (feature) => new Style({ fill: new Fill({ color: blockColours[text(feature, 'kind')] ?? '#f3f1ec' }) }),
  building: (_feature, resolution) =>
    resolution > 4 ? nothing : new Style({ fill: new Fill({ color: '#e0dcd3' }), stroke: new Stroke({ color: '#d2cdc2', width: 0.5 }) }),
  river: (feature) =>
    /Line/.test(feature.getGeometry()?.getType() ?? '')
      ? new Style({ stroke: new Stroke({ color: '#afd2e9', width: 9, lineCap: 'round' }), text: nameText(feature, 12, '#2f6288', true) })
      : new Style({ fill: new Fill({ color: '#afd2e9' }) }),
  street: (feature, resolution) => {
    const width = streetWidth(feature, resolution);
    const large = text(feature, 'class') !== 'lane';
    const zIndex = large ? 2 : 1;
    const styles = [
      new Style({ stroke: new Stroke({ color: large ? '#cdd2d9' : '#dcdfe3', width: width + 1.4, lineCap: 'round' }), zIndex: zIndex - 1 }),
      new Style({ stroke: new Stroke({ color: text(feature, 'class') === 'trunk' ? '#fff3d1' : '#ffffff', width, lineCap: 'round' }), zIndex }),
    ];
    if (resolution < (large ? 7 : 1.8)) styles.push(new Style({ text: nameText(feature, 12, '#535d6b', true), zIndex: 5 }));
    return styles;
  },
  label: (feature, resolution) => {
    const rank = labelRank(feature);
    if (resolution > (rank === 1 ? 16 : rank === 2 ? 7 : 3)) return nothing;
    const water = text(feature, 'kind') === 'water';
    return new Style({ text: nameText(feature, rank === 1 ? 13 : 12, water ? '#2f6288' : '#4a5462'), zIndex: 10 - rank });
  },
};

const order = ['boundary', 'green', 'block', 'building', 'river', 'street', 'label'];

/** How a layer of the county's base map is drawn, and how high it lies. */
export function baseMapStyle(name: string): { style: StyleOf; zIndex: number } {
  const at = order.indexOf(name);
  return { style: baseMapStyles[name] ?? baseMapStyles['block']!, zIndex: at < 0 ? 2 : at };
}

const strongGrid = '#0f4593';

/** Grids: thin lines and a name; the chosen one filled, those with a gap marked in red. */
export function gridStyle(chosen: string | null, quiet: boolean): StyleOf {
  return (feature, resolution) => {
    const isChosen = feature.getId() === chosen;
    const trouble = feature.get('trouble') === true;
    const line = isChosen ? strongGrid : trouble ? '#b3262b' : 'rgba(58,99,160,0.75)';
    const fill = isChosen ? (quiet ? 'rgba(20,86,184,0.06)' : 'rgba(20,86,184,0.14)') : trouble ? 'rgba(192,39,45,0.12)' : 'rgba(20,86,184,0.02)';
    return new Style({
      fill: new Fill({ color: fill }),
      stroke: new Stroke({ color: line, width: isChosen ? 3 : 1.2 }),
      zIndex: isChosen ? 5 : 1,
      ...(quiet || resolution > 14 ? {} : { text: gridName(feature, resolution) }),
    });
  };
}

/** "后屯社区第一网格" reads better on two lines, and fits into its grid that way. */
function gridName(feature: FeatureLike, resolution: number): Text {
  const name = text(feature, 'name').replace(/(社区|村)(?=第)/, '$1\n');
  return new Text({
    text: name,
    font: `600 ${resolution > 7 ? 11 : 12}px ${font}`,
    fill: new Fill({ color: strongGrid }),
    stroke: halo,
    overflow: true,
  });
}

const pin = `data:image/svg+xml;utf8,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="44" viewBox="0 0 34 44"><path d="M17 43C7 30 2 23 2 16a15 15 0 0 1 30 0c0 7-5 14-15 27Z" fill="#c0272d" stroke="#fff" stroke-width="2"/><circle cx="17" cy="16" r="6" fill="#fff"/></svg>',
)}`;

export const pinStyle = new Style({ image: new Icon({ src: pin, anchor: [0.5, 0.98] }), zIndex: 20 });

export function hereStyle(): Style {
  return new Style({
    image: new Circle({ radius: 7, fill: new Fill({ color: '#1456b8' }), stroke: new Stroke({ color: '#fff', width: 3 }) }),
    zIndex: 19,
  });
}

/** A soft tint and a dark ink for each drawing, so that people find their kind by colour too. */

export interface Hue {
  tint: string;
  ink: string;
}

const amber = { tint: '#ffeccb', ink: '#8a4b00' };
const rose = { tint: '#fde2e4', ink: '#9b1c2e' };
const blue = { tint: '#dce9fb', ink: '#0f4593' };
const cyan = { tint: '#d6f0f5', ink: '#0b5a6b' };
const green = { tint: '#dcf2e1', ink: '#17602f' };
const violet = { tint: '#ebe3fa', ink: '#53308f' };
const slate = { tint: '#e4e9f0', ink: '#38475a' };

const hues: Record<string, Hue> = {
  garbage: amber,
  poster: rose,
  stall: amber,
  parking: blue,
  building: slate,
  road: slate,
  water: cyan,
  toilet: violet,
  green,
  wire: violet,
  smoke: rose,
  animal: amber,
  ad: blue,
  dust: cyan,
  mosquito: green,
  corner: amber,
};

export const hueOf = (icon: string): Hue => hues[icon] ?? slate;

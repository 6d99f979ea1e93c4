// What every map of the county shares: its projection, its own base layers, and how places are written down.
import Feature from 'ol/Feature';
import GeoJSON from 'ol/format/GeoJSON';
import { Polygon } from 'ol/geom';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import { fromLonLat, toLonLat } from 'ol/proj';
import type { Grid, MapLayers, Point } from '@/api/types';
import { baseMapStyle } from './styles';

export const degrees = 'EPSG:4326';
export const metres = 'EPSG:3857';

/** The county's own base map, layer by layer. No tiles, no foreign host. */
export function baseMapLayers(baseMap: MapLayers): VectorLayer<VectorSource>[] {
  const format = new GeoJSON({ dataProjection: degrees, featureProjection: metres });
  return baseMap.layers.map(({ name, geojson }) => {
    const { style, zIndex } = baseMapStyle(name);
    return new VectorLayer({
      source: new VectorSource({ features: format.readFeatures(geojson) }),
      style,
      zIndex,
      declutter: name === 'label' || name === 'street' || name === 'green',
      updateWhileAnimating: false,
    });
  });
}

/** Grids as shapes that know their name; those in `troubled` are drawn in red. */
export function gridFeatures(grids: Pick<Grid, 'id' | 'name' | 'polygon'>[], troubled = new Set<string>()): Feature<Polygon>[] {
  return grids
    .filter((grid) => grid.polygon?.length)
    .map((grid) => {
      const rings = grid.polygon.map((ring) => ring.map((corner) => fromLonLat(corner)));
      const feature = new Feature({ geometry: new Polygon(rings), name: grid.name, trouble: troubled.has(grid.id) });
      feature.setId(grid.id);
      return feature;
    });
}

const rounded = (degree: number): number => Math.round(degree * 1e6) / 1e6;

/** A place on the map as the server takes it: degrees to a tenth of a metre. */
export function roundedDegrees(coordinate: number[]): Point {
  const [lon = 0, lat = 0] = toLonLat(coordinate);
  return { lon: rounded(lon), lat: rounded(lat) };
}

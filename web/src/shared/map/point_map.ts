// The county's map with many marks on it: clusters and single cases. Marks are reused from one answer to the next, so that a map
// that is moved never starts again from nothing.
import OlMap from 'ol/Map';
import View from 'ol/View';
import Feature from 'ol/Feature';
import { Point as OlPoint } from 'ol/geom';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import { defaults as controls } from 'ol/control/defaults';
import { defaults as interactions } from 'ol/interaction/defaults';
import { fromLonLat, transformExtent } from 'ol/proj';
import { Circle, Fill, Icon, Stroke, Style } from 'ol/style';
import 'ol/ol.css';
import type { Grid, MapLayers, Point } from '@/api/types';
import { baseMapLayers, degrees, gridFeatures, metres, roundedDegrees } from './base_map';
import { nearestZoom, rankOf, type Box, type MapPoint, type MapView, type Tone } from './points';
import { radiusOf, screenRatio, spriteOf } from './sprites';
import { gridStyle } from './styles';

export interface PointMapOptions {
  start: { centre: Point; zoom: number } | null;
  /** Called when the map has come to rest. */
  onView: (view: MapView) => void;
  /** Called with the mark under a click, or with null beside all marks. */
  onPoint: (key: string | null) => void;
  /** No gliding for people who asked for less motion. */
  still: boolean;
  words: { zoomIn: string; zoomOut: string };
}

export interface PointMap {
  showPoints: (points: MapPoint[]) => void;
  showGrids: (grids: Pick<Grid, 'id' | 'name' | 'polygon'>[]) => void;
  chooseGrid: (id: string | null, moveThere?: boolean) => void;
  choose: (key: string | null) => void;
  goTo: (point: Point, zoom?: number) => void;
  fit: (box: Box) => void;
  fitAll: () => void;
  destroy: () => void;
}

const glideMs = 240;
const styles = new WeakMap<object, Style>();
function styleOf(light: Tone, count: number): Style {
  const sprite = spriteOf(light, count);
  const old = styles.get(sprite);
  if (old) return old;
  const style = new Style({ image: new Icon({ img: sprite.canvas, scale: 1 / screenRatio() }), zIndex: rankOf(light) });
  styles.set(sprite, style);
  return style;
}

const halo = new Style({
  image: new Circle({ radius: 22, fill: new Fill({ color: 'rgba(20,86,184,0.18)' }), stroke: new Stroke({ color: '#1456b8', width: 2.5 }) }),
});

/** The marks on the map, kept between answers by their keys. */
function createMarks(source: VectorSource) {
  let shown = new Map<string, { feature: Feature<OlPoint>; at: MapPoint }>();
  const spare: Feature<OlPoint>[] = [];

  function dress(feature: Feature<OlPoint>, at: MapPoint): void {
    feature.setStyle(styleOf(at.light, at.count));
  }
  function show(points: MapPoint[]): void {
    const next: typeof shown = new Map();
    const fresh: MapPoint[] = [];
    for (const at of points) {
      const old = shown.get(at.key);
      if (!old) {
        fresh.push(at);
        continue;
      }
      shown.delete(at.key);
      if (old.at.light !== at.light || old.at.count !== at.count) dress(old.feature, at);
      if (old.at.point.lon !== at.point.lon || old.at.point.lat !== at.point.lat)
        old.feature.getGeometry()?.setCoordinates(fromLonLat([at.point.lon, at.point.lat]));
      next.set(at.key, { feature: old.feature, at });
    }
    const gone = [...shown.values()].map((old) => old.feature);
    source.removeFeatures(gone);
    spare.push(...gone);
    const added = fresh.map((at) => {
      const coordinate = fromLonLat([at.point.lon, at.point.lat]);
      const feature = spare.pop() ?? new Feature(new OlPoint(coordinate));
      feature.getGeometry()?.setCoordinates(coordinate);
      dress(feature, at);
      next.set(at.key, { feature, at });
      return feature;
    });
    source.addFeatures(added);
    spare.length = Math.min(spare.length, 2000);
    shown = next;
  }
  /** The mark nearest to a place, when it is under the finger. A plain walk over some hundred marks is faster than a picture of them. */
  function under(coordinate: number[], resolution: number, finger: number): string | null {
    const [x = 0, y = 0] = coordinate;
    let best: { key: string; distance: number } | null = null;
    for (const [key, { feature, at }] of shown) {
      const [px = 0, py = 0] = feature.getGeometry()?.getCoordinates() ?? [];
      const distance = Math.hypot(px - x, py - y) / resolution;
      if (distance <= radiusOf(at.count) + finger && (!best || distance < best.distance)) best = { key, distance };
    }
    return best?.key ?? null;
  }
  const placeOf = (key: string | null): number[] | null =>
    key === null ? null : (shown.get(key)?.feature.getGeometry()?.getCoordinates() ?? null);
  return { show, under, placeOf };
}

/** Draws the county into `target`, which must have a size. */
export function createPointMap(target: HTMLElement, baseMap: MapLayers, options: PointMapOptions): PointMap {
  const gridSource = new VectorSource();
  const gridLayer = new VectorLayer({ source: gridSource, style: gridStyle(null, false), zIndex: 10, declutter: true });
  const pointSource = new VectorSource();
  const pointLayer = new VectorLayer({ source: pointSource, zIndex: 30, renderBuffer: 60 });
  const chosenSource = new VectorSource();
  const chosenLayer = new VectorLayer({ source: chosenSource, style: halo, zIndex: 20 });
  const view = new View({ projection: metres, minZoom: 4, maxZoom: nearestZoom, enableRotation: false });
  const map = new OlMap({
    target,
    layers: [...baseMapLayers(baseMap), gridLayer, chosenLayer, pointLayer],
    view,
    controls: controls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: options.words.zoomIn, zoomOutTipLabel: options.words.zoomOut },
    }),
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
  });
  const duration = options.still ? 0 : glideMs;
  const marks = createMarks(pointSource);
  let chosen: string | null = null;
  const whole = transformExtent(baseMap.extent, degrees, metres);
  const padding = [24, 24, 24, 24];

  if (options.start) {
    view.setCenter(fromLonLat([options.start.centre.lon, options.start.centre.lat]));
    view.setZoom(options.start.zoom);
  } else {
    view.fit(whole, { padding });
  }
  const tell = () => {
    const centre = view.getCenter();
    if (!centre || !map.getSize()) return;
    const [west = 0, south = 0, east = 0, north = 0] = transformExtent(view.calculateExtent(map.getSize()), metres, degrees);
    options.onView({ box: [west, south, east, north], zoom: view.getZoom() ?? 0, centre: roundedDegrees(centre) });
  };
  // The first picture is no end of a move for the library, but for whoever waits for the view it is.
  map.once('postrender', tell);
  map.on('moveend', tell);
  map.on('singleclick', (event) => {
    const { originalEvent } = event;
    const finger = 'pointerType' in originalEvent && originalEvent.pointerType === 'touch' ? 14 : 4;
    options.onPoint(marks.under(event.coordinate, view.getResolution() ?? 1, finger));
  });
  map.on('pointermove', (event) => {
    if (event.dragging) return;
    target.style.cursor = marks.under(event.coordinate, view.getResolution() ?? 1, 0) ? 'pointer' : '';
  });

  function markChosen(): void {
    chosenSource.clear();
    const at = marks.placeOf(chosen);
    if (at) chosenSource.addFeature(new Feature(new OlPoint(at)));
  }
  return {
    showPoints(points) {
      marks.show(points);
      markChosen();
    },
    showGrids(grids) {
      gridSource.clear();
      gridSource.addFeatures(gridFeatures(grids));
    },
    chooseGrid(id, moveThere = false) {
      gridLayer.setStyle(gridStyle(id, false));
      const shape = id && moveThere ? gridSource.getFeatureById(id)?.getGeometry() : null;
      if (shape) view.fit(shape.getExtent(), { padding, maxZoom: 17, duration });
    },
    choose(key) {
      chosen = key;
      markChosen();
    },
    goTo: (point, zoom) =>
      view.animate({ center: fromLonLat([point.lon, point.lat]), zoom: Math.max(view.getZoom() ?? 0, zoom ?? 0), duration }),
    fit: (box) => view.fit(transformExtent(box, degrees, metres), { padding: [60, 60, 60, 60], maxZoom: nearestZoom, duration }),
    fitAll: () => view.fit(whole, { padding, duration }),
    destroy() {
      map.setTarget(undefined as never);
      map.dispose();
    },
  };
}

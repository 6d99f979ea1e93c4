// The county's map on a canvas: its own base layers, its grids and one pin. No tiles, no foreign host.
import OlMap from 'ol/Map';
import View from 'ol/View';
import Feature from 'ol/Feature';
import { Point as OlPoint } from 'ol/geom';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import { defaults as controls } from 'ol/control/defaults';
import { defaults as interactions } from 'ol/interaction/defaults';
import { fromLonLat, transformExtent } from 'ol/proj';
import 'ol/ol.css';
import type { Grid, MapLayers, Point } from '@/api/types';
import { baseMapLayers, degrees, gridFeatures, metres, roundedDegrees } from './base_map';
import { gridStyle, hereStyle, pinStyle } from './styles';

export interface MapOptions {
  /** Called with the place clicked or tapped. Without it the pin cannot be moved. */
  onPick?: (point: Point) => void;
  /** Called with the grid under a click. */
  onGrid?: (gridId: string | null) => void;
  /** Small maps show no names of grids and do not zoom by wheel. */
  quiet?: boolean;
  /** Picking on a far view brings the place near, so that the pin can be set right. */
  nearOnPick?: boolean;
  words: { zoomIn: string; zoomOut: string };
}

export interface CountyMap {
  showGrids: (grids: Pick<Grid, 'id' | 'name' | 'polygon'>[], troubled?: Set<string>) => void;
  choose: (gridId: string | null, moveThere?: boolean) => void;
  setPin: (point: Point | null, moveThere?: boolean) => void;
  setHere: (point: Point | null) => void;
  fitAll: () => void;
  destroy: () => void;
}

/** Draws the county into `target`, which must have a size. */
export function createCountyMap(target: HTMLElement, baseMap: MapLayers, options: MapOptions): CountyMap {
  const gridSource = new VectorSource();
  const gridLayer = new VectorLayer({ source: gridSource, style: gridStyle(null, options.quiet ?? false), zIndex: 10, declutter: true });
  const pins = new VectorSource();
  const pinLayer = new VectorLayer({ source: pins, style: pinStyle, zIndex: 20 });
  const extent = transformExtent(baseMap.extent, degrees, metres);
  const view = new View({ projection: metres, minZoom: 4, maxZoom: 19, enableRotation: false });
  const map = new OlMap({
    target,
    layers: [...baseMapLayers(baseMap), gridLayer, pinLayer],
    view,
    controls: controls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: options.words.zoomIn, zoomOutTipLabel: options.words.zoomOut },
    }),
    interactions: interactions({ mouseWheelZoom: !options.quiet, altShiftDragRotate: false, pinchRotate: false }),
  });
  const fitAll = () => view.fit(extent, { padding: [16, 16, 16, 16] });
  fitAll();

  map.on('singleclick', (event) => {
    const hit = gridSource.getFeaturesAtCoordinate(event.coordinate)[0];
    options.onGrid?.(hit ? String(hit.getId()) : null);
    options.onPick?.(roundedDegrees(event.coordinate));
    if (options.nearOnPick && (view.getZoom() ?? 0) < 15) view.animate({ center: event.coordinate, zoom: 16, duration: 250 });
  });

  let pin: Feature | null = null;
  let here: Feature | null = null;
  const place = (old: Feature | null, point: Point | null): Feature | null => {
    if (old) pins.removeFeature(old);
    if (!point) return null;
    const feature = new Feature(new OlPoint(fromLonLat([point.lon, point.lat])));
    pins.addFeature(feature);
    return feature;
  };

  return {
    fitAll,
    showGrids(grids, troubled = new Set()) {
      gridSource.clear();
      gridSource.addFeatures(gridFeatures(grids, troubled));
    },
    choose(gridId, moveThere = false) {
      gridLayer.setStyle(gridStyle(gridId, options.quiet ?? false));
      const shape = gridId ? gridSource.getFeatureById(gridId)?.getGeometry() : null;
      if (moveThere && shape) view.fit(shape.getExtent(), { padding: [40, 40, 40, 40], maxZoom: 17 });
    },
    setPin(point, moveThere = false) {
      pin = place(pin, point);
      if (point && moveThere) {
        view.setCenter(fromLonLat([point.lon, point.lat]));
        if ((view.getZoom() ?? 0) < 16) view.setZoom(16);
      }
    },
    setHere(point) {
      here = place(here, point);
      here?.setStyle(hereStyle());
    },
    destroy() {
      map.setTarget(undefined as never);
      map.dispose();
    },
  };
}

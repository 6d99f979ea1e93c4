// The county's map under a fixed pin: the map is moved, the pin stays in the middle. So a finger
// never hides the place it points at, and the arrow keys choose as well as a finger does.
import OlMap from 'ol/Map';
import View from 'ol/View';
import { defaults as interactions } from 'ol/interaction/defaults';
import { fromLonLat, transformExtent } from 'ol/proj';
import 'ol/ol.css';
import type { MapLayers, Point } from '@/api/types';
import { baseMapLayers, degrees, metres, roundedDegrees } from './base_map';

export interface AimMap {
  aimAt: (point: Point) => void;
  zoomBy: (steps: number) => void;
  destroy: () => void;
}

export interface AimOptions {
  start: Point | null;
  /** Called when the map has come to rest; `near` once one street can be told from the next. */
  onAim: (point: Point, near: boolean) => void;
  /** No gliding for people who asked for less motion. */
  still: boolean;
}

const nearZoom = 17;
const streetZoom = 15;
const glideMs = 220;

/** Draws the county into `target`, which must have a size. */
export function createAimMap(target: HTMLElement, baseMap: MapLayers, options: AimOptions): AimMap {
  const extent = transformExtent(baseMap.extent, degrees, metres);
  const view = new View({ projection: metres, minZoom: 11, maxZoom: 19, enableRotation: false });
  const map = new OlMap({
    target,
    layers: baseMapLayers(baseMap),
    view,
    controls: [],
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
  });
  const glide = options.still ? 0 : glideMs;
  const nearer = () => Math.max(view.getZoom() ?? 0, nearZoom);

  if (options.start) {
    view.setCenter(fromLonLat([options.start.lon, options.start.lat]));
    view.setZoom(nearZoom);
  } else {
    view.fit(extent);
  }
  map.on('singleclick', (event) => {
    const zoom = Math.max(view.getZoom() ?? 0, streetZoom + 1);
    view.animate({ center: event.coordinate, zoom, duration: glide });
  });
  let told = '';
  const tellAim = () => {
    const centre = view.getCenter();
    if (!centre) return;
    const aim = roundedDegrees(centre);
    const near = (view.getZoom() ?? 0) >= streetZoom;
    // A map that only changed its size has come to rest again, but over the same place.
    const aimed = `${aim.lon} ${aim.lat} ${near}`;
    if (told === aimed) return;
    told = aimed;
    options.onAim(aim, near);
  };
  map.on('moveend', tellAim);
  tellAim();

  return {
    aimAt: ({ lon, lat }) =>
      view.animate({ center: fromLonLat([lon, lat]), zoom: nearer(), duration: glide }),
    zoomBy: (steps) =>
      view.animate({ zoom: (view.getZoom() ?? nearZoom) + steps, duration: glide }),
    destroy() {
      map.setTarget(undefined);
      map.dispose();
    },
  };
}

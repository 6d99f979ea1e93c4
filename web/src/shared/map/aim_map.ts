// The county's map under a fixed pin: the map is moved, the pin stays in the middle. So a finger
// never hides the place it points at, and the arrow keys choose as well as a finger does.
import OlMap from 'ol/Map';
import View from 'ol/View';
import { defaults as interactions } from 'ol/interaction/defaults';
import { fromLonLat, transformExtent } from 'ol/proj';
import 'ol/ol.css';
import type { MapLayers, Point } from '@/api/types';
import { degrees, groundLayers, metres, roundedDegrees } from './ground';

export interface AimMap {
  aimAt: (point: Point) => void;
  zoomBy: (steps: number) => void;
  destroy: () => void;
}

export interface AimWishes {
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
export function createAimMap(target: HTMLElement, ground: MapLayers, wishes: AimWishes): AimMap {
  const extent = transformExtent(ground.extent, degrees, metres);
  const view = new View({ projection: metres, minZoom: 11, maxZoom: 19, enableRotation: false });
  const map = new OlMap({
    target,
    layers: groundLayers(ground),
    view,
    controls: [],
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
  });
  const glide = wishes.still ? 0 : glideMs;
  const nearer = () => Math.max(view.getZoom() ?? 0, nearZoom);

  if (wishes.start) {
    view.setCenter(fromLonLat([wishes.start.lon, wishes.start.lat]));
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
    wishes.onAim(aim, near);
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

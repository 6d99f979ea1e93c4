/** What the pages know of the county and its kinds of problem; kept for the next bad line. */
import { ref, shallowRef } from 'vue';
import type { PortalKind, Start } from '@/api/types';
import { fetchKinds, fetchStart } from './api';

const county = shallowRef<Start | null>(null);
const countyFault = shallowRef<unknown>(null);
const kinds = shallowRef<PortalKind[]>([]);
const kindsFault = shallowRef<unknown>(null);
const kindsLocale = ref('');

const kindsId = (locale: string) => `weicheng.portal.kinds.${locale}`;

function keptKinds(locale: string): PortalKind[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(kindsId(locale)) ?? '[]');
    return Array.isArray(kept) ? (kept as PortalKind[]) : [];
  } catch {
    return [];
  }
}

function keepKinds(locale: string, fresh: PortalKind[]): void {
  try {
    localStorage.setItem(kindsId(locale), JSON.stringify(fresh));
  } catch {
    // Only a convenience for the next bad line.
  }
}

async function loadCounty(): Promise<void> {
  countyFault.value = null;
  try {
    county.value = await fetchStart();
  } catch (error) {
    countyFault.value = error;
  }
}

/** Names come in the reader's language, so a change of language asks again. */
async function loadKinds(locale: string): Promise<void> {
  if (kindsLocale.value === locale && kinds.value.length > 0 && !kindsFault.value) return;
  kindsLocale.value = locale;
  kindsFault.value = null;
  const kept = keptKinds(locale);
  if (kept.length > 0 || kinds.value.length === 0) kinds.value = kept;
  try {
    const fresh = await fetchKinds();
    if (kindsLocale.value !== locale) return;
    kinds.value = fresh;
    keepKinds(locale, fresh);
  } catch (error) {
    if (kindsLocale.value === locale) kindsFault.value = error;
  }
}

/** Called when the line is back: whatever did not arrive is asked for again. */
async function loadMissing(): Promise<void> {
  if (countyFault.value) await loadCounty();
  if (kindsFault.value) await loadKinds(kindsLocale.value);
}

export function useCounty() {
  return { county, countyFault, kinds, kindsFault, loadCounty, loadKinds, loadMissing };
}

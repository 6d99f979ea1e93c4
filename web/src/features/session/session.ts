import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Locale, Session, Start } from '@/api/types';
import { get, request } from '@/shared/http/client';
import { rememberedLocale } from '@/shared/i18n';
import { isTrouble } from '@/shared/http/trouble';

/** Who sits at the desk, what the county is called, and which language the desk speaks. */
export const useSession = defineStore('session', () => {
  const current = ref<Session | null>(null);
  const start = ref<Start | null>(null);
  const startTrouble = ref<unknown>(null);
  const chosenLocale = ref<Locale>(rememberedLocale());
  const locale = computed<Locale>(() => chosenLocale.value);

  async function loadStart(): Promise<void> {
    try {
      start.value = await get<Start>('/public/start');
      startTrouble.value = null;
    } catch (error) {
      startTrouble.value = error;
    }
  }

  async function load(): Promise<void> {
    await loadStart();
    if (start.value?.set_up_needed) return;
    try {
      current.value = await get<Session>('/session');
    } catch (error) {
      // Not being signed in is the ordinary case here; anything else shows on the sign-in page.
      if (!isTrouble(error) || error.status !== 401) startTrouble.value = error;
    }
  }

  /** On a device nobody else uses the session may idle longer. */
  async function signIn(login: string, password: string, ownDevice = false): Promise<void> {
    const body = { login, password, ...(ownDevice ? { own_device: true } : {}) };
    current.value = await request<Session>('/sessions', { method: 'POST', body });
    if (current.value.locale !== chosenLocale.value) void tellLocale();
  }

  async function setUp(answers: Record<string, string>): Promise<void> {
    current.value = await request<Session>('/set-up', { method: 'POST', body: answers });
    await loadStart();
  }

  async function signOut(): Promise<void> {
    await request<void>('/session', { method: 'DELETE' });
    forget();
  }

  function forget(): void {
    current.value = null;
  }

  async function tellLocale(): Promise<void> {
    try {
      await request<Session>('/session', { method: 'PATCH', body: { locale: chosenLocale.value } });
    } catch {
      // The choice stays on this device; the server learns it next time.
    }
  }

  async function setLocale(locale: Locale): Promise<void> {
    chosenLocale.value = locale;
    if (current.value) await tellLocale();
  }

  async function changePassword(old_password: string, new_password: string): Promise<void> {
    await request<void>('/session/password-changes', { method: 'POST', body: { old_password, new_password } });
    if (current.value) current.value = { ...current.value, must_change_password: false };
  }

  /** Whoever is signed in may look up bodies, grids and kinds; every other power comes with a post. */
  const can = (power: string): boolean =>
    current.value !== null && (power === 'reference.read' || current.value.powers.includes(power));

  return {
    current, start, startTrouble, locale, can,
    load, loadStart, signIn, setUp, signOut, forget, setLocale, changePassword,
  };
});

export type SessionStore = ReturnType<typeof useSession>;

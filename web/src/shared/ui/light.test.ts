import { mount } from '@vue/test-utils';
import { createI18n } from 'vue-i18n';
import { describe, expect, it } from 'vitest';
import type { LightColour } from '@/api/types';
import zh from '@/shared/i18n/zh';
import CaseLight from './CaseLight.vue';
import { lightWords } from './light';

const t = (key: string, values: Record<string, unknown> = {}): string => `${key}(${Object.values(values).join(',')})`;

describe('Lights (R2.1)', () => {
  it.each<[LightColour, number | null, number | null, string]>([
    ['green', 200, null, 'light.left(time.hoursMinutes(3,20))'],
    ['amber', 30, null, 'light.left(time.minutes(30))'],
    ['green', null, null, 'light.green()'],
    ['red', null, 300, 'light.over(time.hours(5))'],
    ['hollow', null, 300, 'light.over(time.hours(5))'],
    ['red', -300, null, 'light.over(time.hours(5))'],
    ['deep_red', null, null, 'light.deep_red()'],
    ['red', null, 0, 'light.red()'],
    ['hollow', null, null, 'light.hollow()'],
    ['grey', 90, null, 'light.grey()'],
    ['none', null, null, 'light.none()'],
    ['none', 90, null, 'light.recheckLeft(time.hoursMinutes(1,30))'],
    ['none', null, 300, 'light.recheckOver(time.hours(5))'],
  ])('%s with %s left and %s over says %s', (light, remaining_minutes, overdue_minutes, words) => {
    expect(lightWords({ light, remaining_minutes, overdue_minutes, stage_due_at: null }, t)).toBe(words);
  });

  it('gives each colour its own shape and its word, so that colour alone carries nothing', () => {
    const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': zh } });
    const colours: LightColour[] = ['green', 'amber', 'red', 'deep_red', 'grey', 'hollow', 'none'];
    const shapes = colours.map((light) => mount(CaseLight, { props: { of: { light, remaining_minutes: null, overdue_minutes: null, stage_due_at: null } }, global: { plugins: [i18n] } }));
    expect(new Set(shapes.map((shape) => shape.find('svg').html())).size).toBe(colours.length);
    for (const shape of shapes) expect(shape.text()).not.toBe('');
  });
});

describe('A clock that the server names', () => {
  it.each([
    ['work', 'light.left(time.daysHours(2,1))'],
    ['natural', 'light.left(time.hoursMinutes(17,5))'],
  ] as const)('%s', (clock, words) => {
    expect(lightWords({ light: 'green', remaining_minutes: 1025, overdue_minutes: null, stage_due_at: null, clock }, t)).toBe(words);
  });
});

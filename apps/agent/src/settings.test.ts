import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SettingsError } from '#libs/runtime';
import { readAgentSettings } from './settings.js';

describe('readAgentSettings', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-settings-'));
    writeFileSync(path.join(folder, 'file'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (directory: string): unknown =>
    readAgentSettings({ SHIPEI_URL: 'http://127.0.0.1:3000', SHIPEI_AGENT_DIR: directory });

  it('makes the directory', () => {
    expect(read(path.join(folder, 'a', 'b'))).toMatchObject({ folder: path.join(folder, 'a', 'b') });
  });

  it.each(['file', 'file/below'])('says what to do with a directory that can’t be used: %s', (name) => {
    const wrong = (): unknown => read(path.join(folder, name));
    expect(wrong).toThrow(SettingsError);
    expect(wrong).toThrow(/SHIPEI_AGENT_DIR=.*install -d/);
  });
});

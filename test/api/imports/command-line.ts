import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person } from '../../cli/support/test-terminal.js';
import type { TestService } from '../../support/service.js';
import { joinAs } from '../support/members.js';
import { workbook } from './sending.js';
import { HEADERS, productsOf, type ImportWorld } from './world.js';

export function importsByCommand(open: () => ImportWorld): void {
  describe('by commands', () => {
    let service: TestService;
    let person: Person;
    beforeAll(async () => {
      ({ service } = open());
      person = await Person.at(service.url);
    });
    afterAll(() => person.leave());

    it('are looked at, applied and undone; refused rows are told by their place', async () => {
      const vendor = await joinAs(service, 'vendor');
      const env = { SHIPEI_TOKEN: vendor.token };
      const file = path.join(person.home, '清单.xlsx');
      await writeFile(file, workbook([HEADERS, ['good', '甲', 'developer-tool'], ['Ｂad', '乙', 'developer-tool']]));
      const looked = await person.run(['import', file, '--kind', 'products', '--apply'], { env });
      expect(looked).toMatchObject({ code: 1, stdout: expect.stringMatching(/被拒 refused: 1[^]*数据!A3 +product/) });
      expect(await productsOf(service, vendor.organization, vendor.token)).toEqual([]);
      const applied = await person.run(['--json', 'import', file, '--kind', 'products', '--apply', '--accepted-only'], {
        env,
      });
      expect(applied.code).toBe(0);
      const { import: done } = JSON.parse(applied.stdout) as { import: { id: string; state: string } };
      expect(done.state).toBe('applied');
      expect(await productsOf(service, vendor.organization, vendor.token)).toMatchObject([{ product: 'good' }]);
      const undone = await person.run(['import-undo', done.id, '--reason', '错'], { env });
      expect(undone).toMatchObject({ code: 0, stdout: expect.stringContaining('已撤销 undone') });
      expect(await person.run(['import', file, '--kind', 'wrong'], { env })).toMatchObject({ code: 2 });
    });

    it('get a template as a file', async () => {
      const output = path.join(person.home, 'template.xlsx');
      expect(await person.run(['import-template', 'releases', '-o', output])).toMatchObject({ code: 0 });
      expect(read(await readFile(output), { type: 'buffer' }).SheetNames).toEqual(['版本', '填写说明', '列表']);
    });
  });
}

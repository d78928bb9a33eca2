import { fromSpec, type Schedule } from 'anneal/pure';
import { describe, expect, it } from 'vitest';
import { readText } from '../../labextension/src/designer/read-text';

const nobody = async (): Promise<undefined> => undefined;
const read = async (text: string): Promise<Schedule> =>
  fromSpec(await readText(text, nobody)) as Schedule;

const RECIPE = `optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
warmup = LinearLR(optimizer, start_factor=0.1, total_iters=10)
cosine = CosineAnnealingLR(optimizer, T_max=90)
scheduler = SequentialLR(optimizer, schedulers=[warmup, cosine], milestones=[10])
`;

describe('readText()', () => {
  it('takes JSON as it is', async () => {
    const spec = { version: 1, family: 'cosine', values: { peak: 0.5 } };
    expect(await readText(JSON.stringify(spec), nobody)).toEqual(spec);
  });

  it('reads code of PyTorch, of Keras as JSON, and of ours', async () => {
    expect((await read(RECIPE)).phases.map(({ name }) => name)).toEqual(['warm-up', 'cosine']);
    const config = { initial_learning_rate: 0.2, decay_steps: 50 };
    const keras = await read(JSON.stringify({ class_name: 'CosineDecay', config }));
    expect(keras(25)).toBeCloseTo(0.1, 12);
    expect((await read("import { linear } from 'anneal';\nlinear({ peak: 3, steps: 9 })"))(0)).toBe(
      3,
    );
  });

  it('asks for what the code leaves open, and says where when nobody knows', async () => {
    const text = 'CosineAnnealingLR(torch.optim.SGD(p, lr=rate), T_max=len(loader))';
    const answers: Record<string, number> = { rate: 0.3, 'len(loader)': 8 };
    const spec = await readText(text, async (name) => answers[name]);
    expect((fromSpec(spec) as Schedule)(0)).toBe(0.3);
    await expect(readText(text, nobody)).rejects.toThrow(
      /^len\(loader\) is not known \(line 1, column \d+: len\(loader\)\)$|^rate is not known \(line 1, column \d+: rate\)$/,
    );
  });

  it.each([
    ['{ "family": "cosine", }', /^it is not JSON: .* \(line 1, column 23\)$/],
    ['scheduler = StepLR(optimizer,, 3)', /^it is no Python at line 1, column 30/],
    ['hello', /there is no schedule in it that is known here/],
    ['', /there is no text/],
  ])('says of %s what is wrong', async (text, message) => {
    await expect(readText(text, nobody)).rejects.toThrow(message);
  });
});

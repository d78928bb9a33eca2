import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param } from 'anneal/pure';
import { ChoiceField } from './choice';
import type { Field, Take } from './field';
import { FixedField } from './fixed';
import { FlagField } from './flag';
import { LengthField } from './length';
import { ListField } from './list';
import { NumberField } from './number';
import { numberSlider, rateSlider } from './slider';

/** A field for any parameter, by the kind of its value. */
export function createField(
  name: string,
  param: Param,
  take: Take,
  trans: TranslationBundle,
): Field {
  switch (param.kind) {
    case 'rate':
      return new NumberField(name, param, take, trans, rateSlider(param));
    case 'number':
      return new NumberField(name, param, take, trans, numberSlider(param));
    case 'length':
      return new LengthField(name, param, take, trans);
    case 'choice':
      return new ChoiceField(name, param, take, trans);
    case 'flag':
      return new FlagField(name, param, take, trans);
    case 'rates':
    case 'lengths':
      return new ListField(name, param, take, trans);
    case 'function':
    case 'data':
      return new FixedField(name, param, take, trans);
  }
}

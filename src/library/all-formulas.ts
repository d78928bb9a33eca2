import type { Formula } from './formulas';
import { composerFormulas } from './formulas-composer';
import { fastaiFormulas } from './formulas-fastai';
import { kerasFormulas } from './formulas-keras';
import { megatronFormulas } from './formulas-megatron';
import { optaxFormulas } from './formulas-optax';
import { timmFormulas } from './formulas-timm';
import { torchFormulas } from './formulas-torch';
import { transformersFormulas } from './formulas-transformers';

/** Every formula by `library.name`. */
export const FORMULAS: Readonly<Record<string, Formula>> = {
  ...composerFormulas,
  ...fastaiFormulas,
  ...kerasFormulas,
  ...megatronFormulas,
  ...optaxFormulas,
  ...timmFormulas,
  ...torchFormulas,
  ...transformersFormulas,
};

/** Names of the positional parameters of the classes and functions that are read, in order. */
export const SIGNATURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  torch: {
    LambdaLR: 'optimizer lr_lambda last_epoch',
    MultiplicativeLR: 'optimizer lr_lambda last_epoch',
    StepLR: 'optimizer step_size gamma last_epoch',
    MultiStepLR: 'optimizer milestones gamma last_epoch',
    ConstantLR: 'optimizer factor total_iters last_epoch',
    LinearLR: 'optimizer start_factor end_factor total_iters last_epoch',
    ExponentialLR: 'optimizer gamma last_epoch',
    PolynomialLR: 'optimizer total_iters power last_epoch',
    CosineAnnealingLR: 'optimizer T_max eta_min last_epoch',
    CosineAnnealingWarmRestarts: 'optimizer T_0 T_mult eta_min last_epoch',
    OneCycleLR:
      'optimizer max_lr total_steps epochs steps_per_epoch pct_start anneal_strategy cycle_momentum base_momentum max_momentum div_factor final_div_factor three_phase last_epoch',
    CyclicLR:
      'optimizer base_lr max_lr step_size_up step_size_down mode gamma scale_fn scale_mode cycle_momentum base_momentum max_momentum last_epoch',
    SequentialLR: 'optimizer schedulers milestones last_epoch',
    ChainedScheduler: 'schedulers optimizer',
    ReduceLROnPlateau:
      'optimizer mode factor patience threshold threshold_mode cooldown min_lr eps',
    SWALR: 'optimizer swa_lr anneal_epochs anneal_strategy last_epoch',
  },
  optax: {
    constant_schedule: 'value',
    linear_schedule: 'init_value end_value transition_steps transition_begin',
    polynomial_schedule: 'init_value end_value power transition_steps transition_begin',
    exponential_decay:
      'init_value transition_steps decay_rate transition_begin staircase end_value',
    cosine_decay_schedule: 'init_value decay_steps alpha exponent',
    piecewise_constant_schedule: 'init_value boundaries_and_scales',
    piecewise_interpolate_schedule: 'interpolate_type init_value boundaries_and_scales',
    linear_onecycle_schedule:
      'transition_steps peak_value pct_start pct_final div_factor final_div_factor',
    cosine_onecycle_schedule: 'transition_steps peak_value pct_start div_factor final_div_factor',
    warmup_constant_schedule: 'init_value peak_value warmup_steps',
    warmup_cosine_decay_schedule:
      'init_value peak_value warmup_steps decay_steps end_value exponent',
    warmup_exponential_decay_schedule:
      'init_value peak_value warmup_steps transition_steps decay_rate transition_begin staircase end_value',
    sgdr_schedule: 'cosine_kwargs',
    join_schedules: 'schedules boundaries',
    reduce_on_plateau: 'factor patience rtol atol cooldown accumulation_size min_scale',
  },
  keras: {
    ExponentialDecay: 'initial_learning_rate decay_steps decay_rate staircase name',
    InverseTimeDecay: 'initial_learning_rate decay_steps decay_rate staircase name',
    PolynomialDecay: 'initial_learning_rate decay_steps end_learning_rate power cycle name',
    PiecewiseConstantDecay: 'boundaries values name',
    CosineDecay: 'initial_learning_rate decay_steps alpha name warmup_target warmup_steps',
    CosineDecayRestarts: 'initial_learning_rate first_decay_steps t_mul m_mul alpha name',
    ReduceLROnPlateau: 'monitor factor patience verbose mode min_delta cooldown min_lr',
  },
  transformers: {
    get_scheduler: 'name optimizer num_warmup_steps num_training_steps scheduler_specific_kwargs',
    get_constant_schedule: 'optimizer last_epoch',
    get_constant_schedule_with_warmup: 'optimizer num_warmup_steps last_epoch',
    get_linear_schedule_with_warmup: 'optimizer num_warmup_steps num_training_steps last_epoch',
    get_cosine_schedule_with_warmup:
      'optimizer num_warmup_steps num_training_steps num_cycles last_epoch',
    get_cosine_with_hard_restarts_schedule_with_warmup:
      'optimizer num_warmup_steps num_training_steps num_cycles last_epoch',
    get_cosine_with_min_lr_schedule_with_warmup:
      'optimizer num_warmup_steps num_training_steps num_cycles last_epoch min_lr min_lr_rate',
    get_cosine_with_min_lr_schedule_with_warmup_lr_rate:
      'optimizer num_warmup_steps num_training_steps num_cycles last_epoch min_lr min_lr_rate warmup_lr_rate',
    get_inverse_sqrt_schedule: 'optimizer num_warmup_steps timescale last_epoch',
    get_polynomial_decay_schedule_with_warmup:
      'optimizer num_warmup_steps num_training_steps lr_end power last_epoch',
    get_wsd_schedule:
      'optimizer num_warmup_steps num_decay_steps num_training_steps num_stable_steps warmup_type decay_type min_lr_ratio num_cycles last_epoch',
    get_reduce_on_plateau_schedule: 'optimizer',
    get_greedy_schedule: 'optimizer',
    GreedyLR:
      'optimizer mode factor patience threshold threshold_mode cooldown warmup min_lr max_lr eps verbose smooth window_size reset_start',
    TrainingArguments: 'output_dir',
  },
  timm: {
    CosineLRScheduler:
      'optimizer t_initial lr_min cycle_mul cycle_decay cycle_limit warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed k_decay initialize',
    PolyLRScheduler:
      'optimizer t_initial power lr_min cycle_mul cycle_decay cycle_limit warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed k_decay initialize',
    TanhLRScheduler:
      'optimizer t_initial lb ub lr_min cycle_mul cycle_decay cycle_limit warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed initialize',
    StepLRScheduler:
      'optimizer decay_t decay_rate warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed initialize',
    MultiStepLRScheduler:
      'optimizer decay_t decay_rate warmup_t warmup_lr_init warmup_prefix t_in_epochs noise_range_t noise_pct noise_std noise_seed initialize',
    WSDLRScheduler:
      'optimizer t_initial decay_t lr_min stable_fn stable_timescale stable_power decay_fn decay_power decay_ratio warmup_t warmup_lr_init t_in_epochs noise_range_t noise_pct noise_std noise_seed initialize',
    PlateauLRScheduler:
      'optimizer decay_rate patience_t threshold cooldown_t warmup_t warmup_lr_init lr_min mode noise_range_t noise_type noise_pct noise_std noise_seed initialize',
  },
};

/** A class or function of a library. */
export interface Known {
  readonly library: string;
  readonly name: string;
  /** Names of its positional parameters. */
  readonly parameters: readonly string[];
}

/** First words of modules, and the libraries that they belong to. */
const MODULES: Readonly<Record<string, string>> = {
  torch: 'torch',
  optax: 'optax',
  keras: 'keras',
  tensorflow: 'keras',
  tf: 'keras',
  tf_keras: 'keras',
  transformers: 'transformers',
  timm: 'timm',
  pytorch_lightning: 'torch',
};

/**
 * The class or function that a full name stands for.
 *
 * @param full `torch.optim.lr_scheduler.StepLR`; a bare name is looked for in every library.
 * @param named Names of arguments, which tell classes of one name apart.
 */
export function knownAs(full: string, named: readonly string[] = []): Known | undefined {
  const words = full.split('.');
  const name = words.at(-1) as string;
  const library = words.length > 1 ? MODULES[words[0] as string] : undefined;
  const libraries = library ? [library] : Object.keys(SIGNATURES);
  const found = libraries.flatMap((one): Known[] => {
    const all = SIGNATURES[one] as Readonly<Record<string, string>>;
    const own =
      /TrainingArguments$/.test(name) && one === 'transformers' ? 'TrainingArguments' : name;
    return Object.hasOwn(all, own)
      ? [{ library: one, name: own, parameters: (all[own] as string).split(' ') }]
      : [];
  });
  const takesAll = ({ parameters }: Known): boolean =>
    named.every((one) => parameters.includes(one));
  return found.find(takesAll) ?? found[0];
}

import { ABCWidgetFactory, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { ScheduleModel } from './model';
import { ScheduleView, ScheduleWidget, type ViewServices } from './view';

/** Makes the tabs of `*.lrs.json` files. */
export class ScheduleWidgetFactory extends ABCWidgetFactory<ScheduleWidget, ScheduleModel> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<ScheduleWidget>,
    private readonly services: ViewServices,
  ) {
    super(options);
  }

  protected override createNewWidget(
    context: DocumentRegistry.IContext<ScheduleModel>,
  ): ScheduleWidget {
    return new ScheduleWidget({ context, content: new ScheduleView(context, this.services) });
  }
}

import { Notification } from '@jupyterlab/apputils';

/** Shows what went wrong; without a time JupyterLab only counts it at its bell. */
export function say(message: string): void {
  Notification.error(message, { autoClose: 15_000 });
}

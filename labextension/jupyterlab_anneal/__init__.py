"""Learning-rate charts and schedules in JupyterLab: the built front end, shipped as data."""

from ._version import __version__

__all__ = ["__version__"]


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-anneal"}]

"""Jupyter's own tests of a kernel, run on the kernel named by KERNEL; the last line is a summary in JSON.

usage: jupyter_kernel_suite.py [TEST ...], all of them when none is named
"""

import json
import os
import sys
import unittest

import jupyter_kernel_test


class Kernel(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ["KERNEL"]
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "Mat", "matches": ["Math"]},
        {"text": "import x from 'node:fs/p", "matches": ["node:fs/promises"]},
    ]
    complete_code_samples = ["1 + 1", "const a = 1", "if (true) { 2 }"]
    incomplete_code_samples = ["if (true) {", "function f(", "`open"]
    invalid_code_samples = ["const = 3;", "1 +* 2;"]
    code_generate_error = "throw new Error('on purpose')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((x) => x * 2)", "result": "[ 2, 4 ]"},
        {"code": "'a' + 'b'", "result": "'ab'"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>x</b>')", "mime": "text/html"},
    ]
    code_clear_output = "import { clearOutput } from 'anneal'; clearOutput();"
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math"


def names(pairs):
    return sorted({str(test).split()[0] for test, _ in pairs})


loader = unittest.defaultTestLoader
chosen = sys.argv[1:] or loader.getTestCaseNames(Kernel)
result = unittest.TextTestRunner(verbosity=2).run(loader.loadTestsFromNames(chosen, Kernel))
print(
    json.dumps(
        {
            "run": result.testsRun,
            "failed": names(result.failures + result.errors),
            "skipped": names(result.skipped),
        }
    )
)

"""SciPy as the peer: one JSON command per line in, one JSON answer per line out. Times the solve call alone."""
import json
import sys
import time

import numpy
import scipy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def load(command):
    """Costs, so that the least cost is the highest total: SciPy's own direction in both functions."""
    shape = (command["rows"], command["cols"])
    if command["kind"] == "dense":
        value = numpy.fromfile(command["value"], dtype=numpy.int32).reshape(shape)
        return (command["ceiling"] - value).astype(numpy.float64)
    start = numpy.fromfile(command["start"], dtype=numpy.int32)
    col = numpy.fromfile(command["col"], dtype=numpy.int32)
    cost = command["ceiling"] - numpy.fromfile(command["value"], dtype=numpy.float64)
    return csr_matrix((cost, col, start), shape)


def solve(costs, ceiling):
    method = linear_sum_assignment if isinstance(costs, numpy.ndarray) else min_weight_full_bipartite_matching
    began = time.process_time()
    rows, cols = method(costs)
    seconds = time.process_time() - began
    total = ceiling * len(rows) - int(numpy.asarray(costs[rows, cols]).sum())
    return {"seconds": seconds, "pairs": len(rows), "total": total}


print(json.dumps({"version": scipy.__version__}), flush=True)
problem = None
for line in sys.stdin:
    command = json.loads(line)
    if command["do"] == "load":
        problem, ceiling = load(command), command["ceiling"]
        print(json.dumps({}), flush=True)
    else:
        print(json.dumps(solve(problem, ceiling)), flush=True)

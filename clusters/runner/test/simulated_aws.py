"""moto_server with the parts that moto lacks. Usage: simulated_aws.py PORT"""

import sys
from pathlib import Path

from moto.server import main

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts/stack"))
import simulated_eks  # noqa: E402, F401
import simulated_elb  # noqa: E402, F401

main(["-p", sys.argv[1]])

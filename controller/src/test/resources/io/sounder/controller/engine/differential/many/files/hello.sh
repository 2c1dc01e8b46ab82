#!/bin/sh
echo "hello $1 from $(pwd)"
exit ${2:-0}

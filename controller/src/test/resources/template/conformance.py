#!/usr/bin/python3
"""Writes conformance.json: what Ansible's own templar makes of each case. Run it where Ansible is installed."""
import copy
import json
import os
import re
import sys
import yaml
import jinja2
import jmespath
import passlib
import ansible.release
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.yaml.loader import AnsibleLoader
from ansible.template import Templar
from ansible.playbook.conditional import Conditional

VARS = {
    "n": 5, "f": 2.5, "neg": -7, "zero": 0, "s": "hello", "empty": "", "t": True, "no": False, "nil": None,
    "numtext": "42", "text": "Line one\nline two\n", "words": "alpha beta  gamma", "csv": "a,b,,c", "path": "/pg/data/base/1.gz",
    "l": [3, 1, 2], "ls": ["b", "A", "c", "a"], "ll": [[1, 2], [3, [4, None]]], "el": [], "ed": {},
    "d": {"a": 1, "b": {"c": [10, 20]}, "items": "x"}, "dd": {"z": 1, "Y": 2, "x": 3},
    "u": [{"name": "ann", "age": 30, "tags": ["x"]}, {"name": "Bob", "age": 25, "tags": []}, {"name": "cy", "age": 30}],
    "members": {"10.0.0.1": {"pg_cluster": "m", "pg_seq": 1, "pg_role": "primary", "inventory_hostname": "10.0.0.1"},
                "10.0.0.2": {"pg_cluster": "m", "pg_seq": 2, "pg_role": "replica", "inventory_hostname": "10.0.0.2"},
                "10.0.0.3": {"pg_cluster": "o", "pg_seq": 1, "pg_role": "primary", "inventory_hostname": "10.0.0.3"}},
    "indirect": "{{ n }}", "indirect_list": ["{{ s }}", "{{ n + 1 }}"], "jsontext": '{"a": [1, true, null, "x"]}',
    "result": {"rc": 0, "failed": False, "changed": True, "stdout": "ok", "stdout_lines": ["ok"]}, "uni": "grüße €",
    "lsn": "0/3000028", "q": "it's \"q\"", "bs": "a\\b", "version": "17.4", "jsonv": "{{ d | to_json }}", "yes_text": "yes",
    "groups": {"all": ["a1", "b1", "b2"], "web": ["a1"], "db": ["b1", "b2"], "ungrouped": []},
}

VALUES = r"""
{{ n }}
{{ f }}
{{ t }}
{{ nil }}
{{ s }}
{{ l }}
{{ d }}
{{ ll }}
{{ indirect }}
{{ indirect_list }}
{{ jsontext }}
{{ jsonv }}
{{ numtext }}
{{ n + 1 }}
{{ n }}x
x{{ nil }}y
[{{ n }}, {{ n }}]
{"a": {{ n }}}
{{ 1 == 1 }}
{{ 1 == 1.0 }}
{{ '1' == 1 }}
{{ 'true' == true }}
{{ n / 2 }}
{{ 4 / 2 }}
{{ n // 2 }}
{{ neg // 2 }}
{{ neg % 3 }}
{{ 7 % -3 }}
{{ 2 ** 10 }}
{{ 2 ** -1 }}
{{ 2 ** 100 }}
{{ -2 ** 2 }}
{{ 10 - 3 - 2 }}
{{ 2 + 3 * 4 }}
{{ (2 + 3) * 4 }}
{{ 1.0 }}
{{ 1e20 }}
{{ 1.5e-7 }}
{{ 0.1 + 0.2 }}
{{ 1 / 3 }}
{{ 100000000000000000.0 }}
{{ 'a' ~ 1 ~ none ~ true }}
{{ 'a' + 'b' }}
{{ 'ab' * 3 }}
{{ [1] + [2, 3] }}
{{ [0] * 3 }}
{{ (1, 2) }}
{{ (1,) }}
{{ [(1, 2), (3, 4)] }}
{{ {'a': 1, 2: 'b', none: true} }}
{{ [1, 'a', none, true, 1.0, "it's"] }}
{{ 1 < 2 < 3 }}
{{ 1 < 2 > 3 }}
{{ 'a' < 'b' }}
{{ [1, 2] < [1, 3] }}
{{ 1 in l }}
{{ 9 not in l }}
{{ 'ell' in s }}
{{ 'a' in d }}
{{ 'z' in ed }}
{{ not n > 3 }}
{{ not no and t }}
{{ no or 'fallback' }}
{{ s and n }}
{{ zero or empty or nil }}
{{ 'y' if t else 'n' }}
{{ 'y' if no }}
{{ 'a' if no else 'b' if no else 'c' }}
{{ s[0] }}
{{ s[-1] }}
{{ s[1:3] }}
{{ s[::-1] }}
{{ l[:2] }}
{{ l[-2:] }}
{{ l[::2] }}
{{ l.0 }}
{{ d.b.c[1] }}
{{ d['b']['c'][-1] }}
{{ d.get('zz', 'none') }}
{{ d.get('zz') }}
{{ d.keys() }}
{{ dd.values() }}
{{ dd.items() }}
{{ d['items'] }}
{{ s.upper() }}
{{ 'Hello World'.lower() }}
{{ words.split() }}
{{ csv.split(',') }}
{{ csv.split(',', 1) }}
{{ csv.rsplit(',', 1) }}
{{ text.splitlines() }}
{{ 'xxhixx'.strip('x') }}
{{ 'xxhixx'.rstrip('x') }}
{{ 'xxhixx'.lstrip('x') }}
{{ s.startswith('he') }}
{{ s.endswith(('lo', 'x')) }}
{{ s.replace('l', 'L') }}
{{ s.replace('l', 'L', 1) }}
{{ ','.join(['a', 'b']) }}
{{ 'k=v=w'.partition('=') }}
{{ 'k=v=w'.rpartition('=') }}
{{ s.find('l') }}
{{ s.count('l') }}
{{ '7'.zfill(3) }}
{{ s.center(11, '*') }}
{{ s.title() }}
{{ s.capitalize() }}
{{ '12'.isdigit() }}
{{ '{} and {name:>5}|{0!r}'.format('x', name='y') }}
{{ '{:05.1f} {:,} {:x} {:<4}|'.format(3.14159, 1234567, 255, 'a') }}
{{ '%s has %d items, %.2f%% %05d %x' % (s, n, f, 42, 255) }}
{{ '%-5s|' % s }}
{{ '%(a)s' % {'a': 1} }}
{{ [1, 2, 1].count(1) }}
{{ [1, 2, 3].index(2) }}
{{ dict(a=1, b=2) }}
{{ range(3) }}
{{ range(1, 10, 3) | list }}
{{ missing | default('d') }}
{{ missing.deeper.still | default('d') }}
{{ d.nope | default('d') }}
{{ d.nope.deeper | default('d') }}
{{ empty | default('d') }}
{{ empty | default('d', true) }}
{{ nil | default('d') }}
{{ nil | default('d', true) }}
{{ missing | default(omit_me) | default('x') }}
{{ missing is defined }}
{{ d.nope is defined }}
{{ nil is none }}
{{ n is number }}
{{ t is number }}
{{ n is integer }}
{{ f is float }}
{{ s is string }}
{{ d is mapping }}
{{ l is sequence }}
{{ s is iterable }}
{{ s is sequence }}
{{ t is boolean }}
{{ t is true }}
{{ n is odd }}
{{ n is even }}
{{ n is divisibleby 5 }}
{{ 3 is in l }}
{{ l is contains 3 }}
{{ [1, 2] is subset([1, 2, 3]) }}
{{ [1, 2, 3] is superset([1]) }}
{{ s is match('he') }}
{{ s is match('ell') }}
{{ s is search('ell') }}
{{ s is regex('^h.*o$') }}
{{ not s is match('x') }}
{{ version is version('9.6', '>') }}
{{ '1.10' is version('1.9', 'gt') }}
{{ result is failed }}
{{ result is succeeded }}
{{ result is changed }}
{{ result is not skipped }}
{{ 'abc' is lower }}
{{ 'ABC' is upper }}
{{ n is sameas n }}
{{ n is eq 5 }}
{{ n is gt 4 }}
{{ [true, 1] is all }}
{{ [0, ''] is any }}
{{ 'no' is truthy(convert_bool=True) }}
{{ 'no' is truthy }}
{{ '5' | int + 1 }}
{{ 'x' | int }}
{{ 'x' | int(7) }}
{{ '2.9' | int }}
{{ '0x1f' | int(0, 16) }}
{{ f | int }}
{{ nil | int }}
{{ t | int }}
{{ '3.5' | float }}
{{ 'x' | float(1.5) }}
{{ n | float }}
{{ yes_text | bool }}
{{ 'nope' | bool }}
{{ '1' | bool }}
{{ 1 | bool }}
{{ nil | bool }}
{{ n | string }}
{{ t | string }}
{{ l | string }}
{{ l | length }}
{{ s | length }}
{{ d | length }}
{{ l | sort }}
{{ ls | sort }}
{{ ls | sort(case_sensitive=true) }}
{{ ls | sort(reverse=true) }}
{{ u | sort(attribute='age') | map(attribute='name') | list }}
{{ u | sort(attribute='age,name') | map(attribute='name') | list }}
{{ l | min }}
{{ l | max }}
{{ [1, 2.5] | max }}
{{ l | sum }}
{{ u | sum(attribute='age') }}
{{ l | first }}
{{ l | last }}
{{ s | first }}
{{ l | reverse | list }}
{{ s | reverse }}
{{ l | join(',') }}
{{ l | join }}
{{ u | join('+', attribute='name') }}
{{ ['b', 'B', 'a', 'b'] | unique }}
{{ [1, 2, 1] | unique }}
{{ [1, 2, 3] | difference([2]) }}
{{ [1, 2, 3] | intersect([2, 3, 4]) }}
{{ [1, 2] | union([2, 3]) }}
{{ [1, 2] | symmetric_difference([2, 3]) }}
{{ ll | flatten }}
{{ ll | flatten(levels=1) }}
{{ ['a', 'b'] | zip([1, 2]) | list }}
{{ ['a', 'b', 'c'] | zip_longest([1], fillvalue='-') | list }}
{{ ['a', 'b'] | product([1, 2]) | list }}
{{ [1, 2, 3] | permutations(2) | list | length }}
{{ [1, 2, 3] | combinations(2) | list }}
{{ ['1', '2'] | map('int') | list }}
{{ [1, 2] | map('string') | join(',') }}
{{ ls | map('upper') | list }}
{{ ['a1', 'b2'] | map('regex_replace', '[0-9]', '#') | list }}
{{ u | map(attribute='nope', default='-') | list }}
{{ ['ab', 'cd'] | select('match', 'a') | list }}
{{ ['ab', 'cd'] | reject('match', 'a') | list }}
{{ [0, 1, '', 'x'] | select | list }}
{{ u | selectattr('age', 'equalto', 30) | map(attribute='name') | list }}
{{ u | selectattr('age', '>', 26) | map(attribute='name') | list }}
{{ u | rejectattr('tags', 'defined') | map(attribute='name') | list }}
{{ u | selectattr('tags', 'defined') | map(attribute='name') | list }}
{{ u | groupby('age') }}
{{ [1, 2, 3, 4, 5] | batch(2) | list }}
{{ [1, 2, 3] | batch(2, 'x') | list }}
{{ [1, 2, 3, 4, 5] | slice(2) | list }}
{{ d | combine({'a': 2, 'n': 3}) }}
{{ d | combine({'b': {'e': 1}}, recursive=True) }}
{{ {'a': [1]} | combine({'a': [2]}, list_merge='append') }}
{{ [{'a': 1}, {'b': 2}] | combine }}
{{ dd | dict2items }}
{{ dd | dict2items(key_name='k', value_name='v') }}
{{ [{'key': 'a', 'value': 1}] | items2dict }}
{{ dd | dictsort }}
{{ dd | dictsort(false, 'value') }}
{{ dd | dictsort(reverse=true) }}
{{ u[:2] | subelements('tags') }}
{{ ['a', 'b'] | map('extract', dd | combine({'a': 5, 'b': 6})) | list }}
{{ 2.5 | round }}
{{ 3.5 | round }}
{{ 2.345 | round(2) }}
{{ 7 / 2 | round(0, 'ceil') }}
{{ 2.1 | round(0, 'ceil') }}
{{ 2.9 | round(0, 'floor') }}
{{ 2.1 | round(0, 'ceil') | int }}
{{ 5 | round }}
{{ neg | abs }}
{{ 8 | log(2) }}
{{ 2 | pow(3) }}
{{ 9 | root }}
{{ 1536 | human_readable }}
{{ 1073741824 | human_readable(unit='M') }}
{{ '10 MB' | human_to_bytes }}
{{ '1.5K' | human_to_bytes }}
{{ 1000000 | filesizeformat }}
{{ words | title }}
{{ 'hello-world foo' | title }}
{{ 'hELLO' | capitalize }}
{{ '  x ' | trim }}
{{ 'xxax' | trim('x') }}
{{ s | replace('l', 'L') }}
{{ 12 | replace('1', 'x') }}
{{ '%s-%s' | format('a', 1) }}
{{ words | wordcount }}
{{ 'a<b>&"' | e }}
{{ 'a b/ü' | urlencode }}
{{ {'a': 1, 'b': 'x y'} | urlencode }}
{{ "it's" | quote }}
{{ '' | quote }}
{{ 'safe-1.0/x' | quote }}
{{ 'a\nb' | indent(2) }}
{{ text | indent(2, true) }}
{{ 'The quick brown fox' | truncate(12) }}
{{ 'The quick brown fox' | truncate(12, true, '~', 0) }}
{{ 'abc' | center(9) }}
{{ 'one' | comment }}
{{ text | comment('c') }}
{{ 'one' | comment('cblock') }}
{{ path | basename }}
{{ path | dirname }}
{{ path | splitext }}
{{ ['/a', 'b', 'c'] | path_join }}
{{ '/a/b/' | dirname }}
{{ '/a/b/' | basename }}
{{ 'x' | dirname }}
{{ '/' | dirname }}
{{ s | regex_replace('l+', 'L') }}
{{ s | regex_replace('(h)(e)', '\\2\\1') }}
{{ s | regex_replace('^', 'x') }}
{{ s | regex_replace('(?P<first>h)', '<\\g<first>>') }}
{{ 'ABC' | regex_replace('b', 'x', ignorecase=true) }}
{{ lsn | regex_search('[0-9A-F]+/[0-9A-F]+') }}
{{ 'v17.4' | regex_search('v(\\d+)\\.(\\d+)', '\\1', '\\2') }}
{{ 'v17.4' | regex_search('v(\\d+)', '\\1') | first }}
{{ s | regex_search('zzz') }}
{{ 'a1b22' | regex_findall('[0-9]+') }}
{{ 'a=1,b=2' | regex_findall('(\\w)=(\\d)') }}
{{ text | regex_findall('^line', multiline=True, ignorecase=True) }}
{{ 'a.b*c' | regex_escape }}
{{ d | to_json }}
{{ [1, none, true, 1.5, 'é"', {}] | to_json }}
{{ d | to_nice_json }}
{{ d | to_json(indent=2) }}
{{ jsontext | from_json }}
{{ (jsontext | from_json).a[3] }}
{{ 'a: [1, yes, 0644]' | from_yaml }}
{{ d | to_nice_yaml }}
{{ u | to_nice_yaml }}
{{ u | to_nice_yaml(indent=2) }}
{{ {'on': 'yes', 'n': '12', 'e': '', 'c': 'a: b', 's': '-x', 'm': 'l1\nl2', 'nil': none, 'f': 1.5} | to_nice_yaml }}
{{ {'a': [1, 2], 'b': {'c': 'd'}} | to_yaml }}
{{ uni | to_json }}
{{ uni | b64encode }}
{{ 'Z3LDvMOfZSDigqw=' | b64decode }}
{{ s | hash('sha256') }}
{{ s | hash }}
{{ s | md5 }}
{{ s | sha1 }}
{{ uni | checksum }}
{{ s | to_uuid }}
{{ (n > 3) | ternary('big', 'small') }}
{{ nil | ternary('a', 'b', 'c') }}
{{ '%Y-%m-%d %H:%M:%S %j %a %b' | strftime(0, utc=true) }}
{{ '%Y%m%d' | strftime(1700000000.7, utc=true) }}
{{ d | type_debug }}
{{ n | type_debug }}
{{ t | type_debug }}
{{ f | type_debug }}
{{ nil | type_debug }}
{{ members.values() | list | json_query("[?pg_cluster=='m'].inventory_hostname") }}
{{ members | json_query("[@.*][0][?pg_cluster=='m']") | length }}
{{ members | json_query('*.pg_seq') }}
{{ members.values() | list | json_query("[?pg_role=='primary'].inventory_hostname") }}
{{ members.values() | list | json_query("[?pg_role!='primary'].inventory_hostname") }}
{{ members.values() | list | json_query('[].{host: inventory_hostname, seq: pg_seq, role: pg_role}') }}
{{ members.values() | list | json_query('max_by(@, &pg_seq).inventory_hostname') }}
{{ u | json_query('[].tags[]') }}
{{ u | json_query('[?age > `26`].name | [0]') }}
{{ u | json_query("[?name=='nobody']") }}
{{ u | json_query('[1:].age') }}
{{ u | json_query('sort_by(@, &age)[*].name') }}
{{ u | json_query('length(@)') }}
{{ u | json_query("[?contains(name, 'n') && age == `30`].name") }}
{{ uni | upper }}
{{ uni | length }}
{{ q }}
{{ [q] }}
{{ bs }}
{{ [bs] }}
{{ '\n' | length }}
{{ {'a': '}}'} }}
{{ {'a': {'b': {}}} }}
{{ '{{ not a template }}' | length }}
{{- s -}} x
a {# comment #} b
{% raw %}{{ raw }}{% endraw %}
{% if n > 3 %}big{% elif n > 1 %}mid{% else %}small{% endif %}
{% if no %}x{% endif %}
{% for x in l %}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}
[{% for x in l %}{{ x }}{{ '' if loop.last else ',' }}{% endfor %}]
{% for k, v in dd.items() %}{{ loop.index }}{{ k }}={{ v }} {% endfor %}
{% for x in el %}x{% else %}none{% endfor %}
{% for x in l if x > 1 %}{{ x }}{{ loop.length }}{% endfor %}
{% for x in [1, 2] %}{% for y in 'ab' %}{{ x }}{{ y }}{{ loop.index0 }}{{ loop.revindex }} {% endfor %}{% endfor %}
{% set x = n %}{% if t %}{% set x = x + 1 %}{% endif %}{{ x }}
{% set x = 1 %}{% for i in l %}{% set x = i %}{% endfor %}{{ x }}
{% set ns = namespace(c=0) %}{% for i in l %}{% set ns.c = ns.c + i %}{% endfor %}{{ ns.c }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set r = [] %}{% for i in l %}{% set _ = r.append(i * 2) %}{% endfor %}{{ r }}
{% set m = {} %}{% set _ = m.update({'k': n}) %}{{ m }}
{% set b %}block {{ n }}{% endset %}{{ b | upper }}
{% macro add(a, b=10) %}{{ a + b }}{% endmacro %}{{ add(1) }} {{ add(1, 2) }} {{ add(b=1, a=5) }}
{% macro m() %}{{ caller() }}!{% endmacro %}{% call m() %}hi{% endcall %}
{% filter upper %}abc {{ s }}{% endfilter %}
{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}
{%if t%}tight{%endif%}
{% if 'false' %}yes{% endif %}
{% for c in 'abc' %}{{ loop.cycle('odd', 'even') }} {% endfor %}
{% for i in [1, 1, 2] %}{{ loop.changed(i) }} {% endfor %}
{% for i in [1, 2, 3] %}{{ loop.previtem | default('-') }}{{ loop.nextitem | default('-') }} {% endfor %}
{{ 'a' 'b' }}
{{ 0x1F + 0b11 + 0o17 + 1_000 }}
{{ l | map('multiply') | default('bad') if no else 'ok' }}
{{ d.b.c | map('string') | map('length') | list }}
{{ (n, f) | max }}
{{ [[1, 'a'], [2, 'b']] | items2dict if no else dict([[1, 'a'], [2, 'b']]) }}
{{ s in ['hello'] and n not in [1, 2] }}
{{ d.a == 1 and d.b.c | length == 2 }}
{{ l | length > 2 }}
{{ node_cpu | default(8) | int / 4 }}
{{ (1000 * 0.25) | round(0, 'ceil') | int }}
{{ lookup('env', 'SOUNDER_TEST_UNSET') }}
{{ lookup('items', [1, 2], 3) }}
{{ query('dict', {'a': 1}) }}
{{ query('nested', [1, 2], ['a']) }}
{{ query('sequence', 'start=1 end=3 format=n%02d') }}
{{ lookup('vars', 's') }}
{{ lookup('pipe', 'echo hi') }}
""".strip("\n").split("\n")

FILES = [
    "a\n{% if t %}\nb\n{% endif %}\nc\n",
    "  {% if t %}\n  b\n  {% endif %}\nc\n",
    "a\n{%- if t %}\nb\n{%- endif %}\nc",
    "a {{- s -}} b\n\n",
    "{# c #}\nx\n{#- c -#}\ny\n",
    "{% for x in l %}\n- {{ x }}\n{% endfor %}\n",
    "{% for x in l -%}\n  {{ x }}\n{%- endfor %}\n",
    "{% raw %}\n{{ x }}\n{% endraw %}\nend\n",
    "[global]\nrepo={{ d.b.c | join(':') }}\n{% for k, v in dd.items() %}\n{% if v > 1 %}\n{{ k }}={{ v }}\n{% endif %}\n{% endfor %}\n",
    "{% macro row(k, v) %}\n{{ k }}: {{ v }}\n{% endmacro %}\n{% for k in dd %}\n{{ row(k, dd[k]) }}{% endfor %}\nend",
    "{% set x = 'a\\tb' %}{{ x }}|{{ 'c\\nd' }}\n",
    "tail\n\n\n",
    "{{ text }}\n",
    "{{ text }}",
    "{{ [1, 2] }}\n",
    "{{ t }} {{ nil }} {{ f }} {{ d }}\n",
    "{%+ if t %}\nx\n{%+ endif +%}\ny\n",
    "{% for u in u recursive %}{{ u.name }}{% endfor %}\n",
    "{% for row in [[1, [2, [3]]]] recursive %}<{{ row if row is number else loop(row) }}>{% endfor %}\n",
    "no newline {{ n }}",
    "{% if no %}\nx\n{% elif t %}\ny\n{% endif %}\n",
    "{{ {'a': 1}['a'] }}{{ '}}' }}{{ \"{%\" }}\n",
]

CONDITIONS = """
t
no
n
zero
s
empty
n == 5
n == '5'
s is defined and s | length > 3
missing is defined
missing is not defined
missing is undefined or missing == 1
missing == 1 or missing is not defined
missing.deeper is defined
'hello' in s
not t
d.a == 1 and (d.b.c | first) == 10
result is not failed
result.rc == 0
result.stdout.find('k') != -1
s | regex_search('^h')
s | regex_search('^z')
{{ n }} == 5
yes_text | bool
'false'
el
s is match("h\\w+o")
""".strip("\n").split("\n")

YAMLS = [
    "yes", "no", "on", "off", "y", "n", "True", "TRUE", "tRUE", "~", "null", "Null", "NULL", "nULL", "", "12", "+12", "-12", "012", "0o14",
    "08", "0x1F", "0b101", "1_000", "1:30", "1:30:05", "190:20:30.15", "12e03", "12.5e+3", "1e3", ".5", "5.", "-.inf", ".NaN",
    "000000010000000000000001", "0644", "'0644'", "4.5.0", "v1.0", "'yes'", "\"a\\tb\"", "[1, two, 3.0]", "{a: 1, b: }",
    "{ role: x ,tags: [a,b] ,when: y }", "- a\n- b: 1\n  c: 2", "|\n  one\n  two\n", ">\n  one\n  two\n", "|-\n  one\n", "|+\n  one\n\n",
    "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3", "a: &x [1]\nb: *x", "!!str 12", "!!int '12'", "!!float 3", "2: two\ntrue: yes\n~: nil", "'<<': x",
    "a: b # comment", "a: b#c", "\"\\u00fc\"", "99999999999999999999", "0.1", "1.0", "-0", "=", "a: 'it''s'", "key with space: v", "? a\n: b",
]


HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "folder")


def cases(name):
    """The cases of a file, one a line."""
    with open(os.path.join(HERE, "cases", name), encoding="utf-8") as lines:
        return lines.read().splitlines()


def templar():
    loader = DataLoader()
    loader.set_basedir(FOLDER)
    variables = dict(copy.deepcopy(VARS), ansible_search_path=[FOLDER], playbook_dir=FOLDER)
    made = Templar(loader=loader, variables=variables)
    made.environment.loader.searchpath = [os.path.join(FOLDER, "templates"), FOLDER]
    return made


def outcome(action):
    try:
        return {"expected": repr(plain(action()))}
    except Exception as e:
        return {"error": type(e).__name__, **place(e)}


def place(error):
    """What the message of an error has to name: the undefined variable, the line of a syntax error."""
    found = {}
    cause = error
    while cause is not None:
        named = re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", str(cause))
        if type(error).__name__ == "AnsibleUndefinedVariable" and named:
            found["undefined"] = named.group(1) or named.group(2)
        if isinstance(cause, jinja2.TemplateSyntaxError) and cause.lineno:
            found["line"] = cause.lineno
        cause = getattr(cause, "orig_exc", None) or cause.__cause__ or cause.__context__
    return found


def plain(value):
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(v) for v in value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    return str(value) if isinstance(value, str) else value


def conditional(text):
    made = templar()
    c = Conditional(loader=DataLoader())
    c.when = [text]
    return bool(c.evaluate_conditional(made, made.available_variables))


def main():
    os.environ["TZ"] = "UTC"
    os.chdir(FOLDER)
    values = VALUES + [line for name in ("expressions", "filters", "tests", "lookups", "statements")
                       for line in cases(name + ".txt")]
    files = FILES + [json.loads(line) for line in cases("files.jsonl")]
    found = [dict(kind="value", input=v, **outcome(lambda: templar().template(v))) for v in values]
    found += [dict(kind="file", input=v, **outcome(
        lambda: templar().template(v, convert_data=False, escape_backslashes=False))) for v in files]
    found += [dict(kind="condition", input=v, **outcome(lambda: conditional(v))) for v in CONDITIONS + cases("conditions.txt")]
    found += [dict(kind="yaml", input=v, **outcome(lambda: AnsibleLoader(v).get_single_data())) for v in YAMLS]
    made = {"python": sys.version.split()[0], "ansible": ansible.release.__version__, "jinja2": jinja2.__version__,
            "pyyaml": yaml.__version__, "jmespath": jmespath.__version__, "passlib": passlib.__version__}
    # The folder of the checkout is not part of any result.
    text = json.dumps({"made_with": made, "variables": VARS, "cases": found}, indent=1, ensure_ascii=False)
    with open(os.path.join(HERE, "conformance.json"), "w", encoding="utf-8") as out:
        out.write(text.replace(FOLDER, "FOLDER") + "\n")


main()

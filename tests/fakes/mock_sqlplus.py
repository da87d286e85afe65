#!/usr/bin/env python3
"""A MOCK of SQL*Plus for tests: it knows no more of SQL*Plus than opsctl's collection script uses, and refuses everything else.

    mock_sqlplus.py [--encoding gbk] [--crlf] -L USER/PASSWORD@HOST:PORT/SERVICE @SCRIPT

Written from the SQL*Plus User's Guide, not from SQL*Plus. It is stricter than the original: whatever could be read in two ways
there (a variable as first word, `-` at a line's end, an undefined variable, a line that is nearly too long) ends it with exit 70.
It needs python-oracledb, in thin mode.
"""

import re
import sys

import oracledb

oracledb.defaults.fetch_lobs = False

# Options the script may set, with the values that the output below is written for; None: any.
SETTINGS = {
    "sqlprefix": ["#"], "sqlterminator": [";"], "define": ["&"], "concat": ["."], "escape": ["off"], "sqlcase": ["mixed"],
    "echo": ["off"], "feedback": ["off"], "verify": ["off"], "timing": ["off"], "time": ["off"], "autotrace": ["off"],
    "autocommit": ["off"], "serveroutput": ["off"], "heading": ["off"], "pagesize": ["0"], "newpage": ["none"],
    "linesize": ["32767"], "wrap": ["on"], "recsep": ["off"], "colsep": [" "], "null": [""], "tab": ["off"],
    "trimspool": ["on"], "trimout": ["on"], "long": None, "longchunksize": None, "arraysize": None, "markup": ["html off"],
    "termout": ["on", "off"],
}
SQL_WORDS = ("select", "with", "alter", "rollback")
MAX_LINE, MAX_SUBSTITUTED, MAX_COLUMN = 2499, 2999, 32767


def refuse(number, why, line=""):
    print(f"mock_sqlplus: line {number}: {why}: {line[:160]!r}", file=sys.stderr)
    sys.exit(70)


class Mock:
    def __init__(self, connection, encoding, newline):
        self.connection = connection
        self.encoding, self.newline = encoding, newline
        self.variables = {"_user": connection.username.upper()}
        self.columns = {}
        self.spool = None
        self.termout = True
        self.number = 0
        self.set = set()

    def say(self, text):
        line = text.rstrip(" ")
        if self.spool:
            self.spool.write(line.encode(self.encoding, "replace") + self.newline)
        if self.termout:
            print(line)

    def substitute(self, text):
        def value(match):
            name = match.group(1).lower()
            if name not in self.variables:
                refuse(self.number, f"would ask for a value of {name}", text)
            return self.variables[name]

        line = re.sub(r"&&?([A-Za-z_][A-Za-z0-9_$#]*)\.?", value, text)
        if "&" in line:
            refuse(self.number, "an ampersand is left", text)
        if len(line.encode()) > MAX_SUBSTITUTED:
            refuse(self.number, "SP2-0341: line overflow during variable substitution", line)
        return line

    def run(self, lines):
        statement = []
        for self.number, line in enumerate(lines, 1):
            if len(line.encode()) > MAX_LINE:
                refuse(self.number, "SP2-0027: input is too long", line)
            if line.rstrip().endswith("-"):
                refuse(self.number, "a `-` at the end joins the next line", line)
            if not line.strip():
                refuse(self.number, "a blank line")
            word = line.split()[0].lower().rstrip(";")
            if statement:
                if line.strip() == "/":
                    self.execute(statement)
                    statement = []
                elif line.lstrip()[0] in "/.#@!":
                    refuse(self.number, "a command inside a statement", line)
                elif line.rstrip().endswith(";"):
                    refuse(self.number, "a `;` ends the statement", line)
                else:
                    statement.append(line)
            elif line.startswith("--"):
                if not line[-1].isascii():
                    refuse(self.number, "a code page may join this line with the next", line)
            elif word.startswith("&"):
                refuse(self.number, "a variable may not be the first word of a command", line)
            elif word in SQL_WORDS or line.lower().startswith("set transaction"):
                if line.rstrip().endswith(";"):
                    self.execute([line.rstrip()[:-1]])
                else:
                    statement = [line]
            elif not self.command(word, line):
                return
        refuse(self.number, "the script has no exit")

    def command(self, word, line):
        rest = self.substitute(line)[len(word):].strip() if line != "set define '&'" else "define '&'"
        if word == "exit" and not rest:
            return False
        if word == "prompt":
            self.say(rest)
        elif word == "whenever" and rest in ("sqlerror continue", "oserror continue"):
            pass
        elif word == "set":
            name, _, value = rest.partition(" ")
            value = value[1:-1] if value[:1] == "'" else value
            if name not in SETTINGS or (SETTINGS[name] and value not in SETTINGS[name]):
                refuse(self.number, "SP2-0158: unknown SET option, or a value that this mock does not know", line)
            self.set.add(name)
            if name == "termout":
                self.termout = value == "on"
        elif word == "define" and (found := re.fullmatch(r"(\w+) = '([^']*)'", rest)):
            self.variables[found[1].lower()] = found[2]
        elif word == "column" and (found := re.fullmatch(r"(\w+) new_value (\w+) noprint", rest)):
            self.columns[found[1].upper()] = found[2].lower()
        elif word == "column" and (found := re.fullmatch(r"(c\d+) newline", rest)):
            self.columns[found[1].upper()] = None
        elif word == "spool" and rest == "off":
            self.spool.close()
            self.spool = None
        elif word == "spool" and rest.endswith(".txt"):
            missing = set(SETTINGS) - self.set - {"termout"}
            if missing:
                refuse(self.number, f"glogin.sql may have set {sorted(missing)}", line)
            self.spool = open(rest, "wb")
        else:
            refuse(self.number, "unknown command", line)
        return True

    def execute(self, raw):
        lines = [self.substitute(line) for line in raw]
        sql = "\n".join(lines)
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(sql)
                if cursor.description:
                    names = [column[0] for column in cursor.description]
                    for row in cursor:
                        self.row(names, row)
        except oracledb.Error as e:
            self.error(lines, sql, e.args[0])

    def row(self, names, row):
        printed = []
        for name, value in zip(names, row):
            if value is not None and not isinstance(value, str):
                refuse(self.number, f"column {name} is no text", repr(value))
            if self.columns.get(name) is not None:
                # The script must not depend on what a NULL does to a variable.
                if value is None:
                    refuse(self.number, f"NULL for the variable of {name}")
                self.variables[self.columns[name]] = value
                continue
            if printed and name not in self.columns:
                refuse(self.number, f"column {name} would share a line with another")
            if len((value or "").encode()) > MAX_COLUMN:
                refuse(self.number, f"column {name} would wrap")
            printed.append(value or "")
        for line in printed or [""]:
            for part in line.split("\n"):
                self.say(part)

    def error(self, lines, sql, error):
        message = error.message.split("\nHelp: ")[0]
        if not error.full_code.startswith("ORA-"):
            message = "ORA-03113: end-of-file on communication channel"
        if error.offset or "ORA-00942" in message:
            before = sql[: error.offset or 0]
            number = before.count("\n")
            self.say(lines[number])
            self.say(" " * (len(before) - before.rfind("\n") - 1) + "*")
            self.say(f"ERROR at line {number + 1}:")
        else:
            self.say("ERROR:")
        for line in message.split("\n"):
            self.say(line)
        self.say("")
        self.say("")


def main(args):
    encoding, newline = "utf-8", b"\n"
    if args[:1] == ["--encoding"]:
        encoding, args = args[1], args[2:]
    if args[:1] == ["--crlf"]:
        newline, args = b"\r\n", args[1:]
    if len(args) != 3 or args[0] != "-L" or not args[2].startswith("@"):
        sys.exit(__doc__)
    user, _, rest = args[1].partition("/")
    password, _, dsn = rest.rpartition("@")
    with open(args[2][1:], encoding="utf-8") as script:
        lines = script.read().split("\n")
    if lines[-1] == "":
        lines.pop()
    with oracledb.connect(user=user, password=password, dsn=dsn) as connection:
        Mock(connection, encoding, newline).run(lines)


main(sys.argv[1:])

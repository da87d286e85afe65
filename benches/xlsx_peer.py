#!/usr/bin/env python3
"""xlsx_peer.py PATH ROWS: the table of benches/xlsx.rs through XlsxWriter, with the same formats. Prints its seconds and its version."""

import datetime
import sys
import time

import xlsxwriter

WORDS = ["城乡居民养老保险", "机关事业单位", "已申报", "未缴费", "国家税务总局某某市税务局", "正常"]
BEGIN = datetime.datetime(2026, 10, 1)

path, rows = sys.argv[1], int(sys.argv[2])
began = time.perf_counter()
book = xlsxwriter.Workbook(path)
sheet = book.add_worksheet()
base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
whole = book.add_format(base | {"num_format": "#,##0"})
decimal = book.add_format(base | {"num_format": "#,##0.00"})
text = book.add_format(base | {"text_wrap": True})
moment = book.add_format(base | {"num_format": "yyyy-mm-dd hh:mm:ss"})
sheet.freeze_panes(1, 0)
sheet.set_column(0, 19, 20)
for column in range(20):
    sheet.write_string(0, column, f"第 {column} 列", text)
for n in range(rows):
    row = n + 1
    for column in range(10):
        if column % 2 == 0:
            sheet.write_number(row, column, n * (column + 1) % 1000003, whole)
        else:
            sheet.write_number(row, column, n % 9973 * 1.37, decimal)
    for column in range(10, 18):
        sheet.write_string(row, column, WORDS[(n * 7 + column) % len(WORDS)], text)
    sheet.write_datetime(row, 18, BEGIN + datetime.timedelta(minutes=n), moment)
    sheet.write_string(row, 19, f"业务流水 {n:08} 办结", text)
book.close()
print(f"{time.perf_counter() - began:.3f}")
print(xlsxwriter.__version__)

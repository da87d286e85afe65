# +++
# id      = "{{id}}"
# req     = []
# title   = { zh-CN = "（一句话说明查什么）", en = "(what is checked)" }
# why     = { zh-CN = "（出了问题会怎样）", en = "(what happens when it is wrong)" }
# advice  = { zh-CN = "（现在该做什么）", en = "(what to do now)" }
# cadence = "daily"
# on      = { os = ["linux", "aix", "hp-ux"] }
# parser  = "tsv"
# subject = ["name"]
# empty   = "unknown"
# metric  = ["amount"]
# limits  = { warn = 100, crit = 200 }
# column.name   = { type = "text", title = { zh-CN = "名称", en = "Name" } }
# column.amount = { type = "number", unit = "count", title = { zh-CN = "数量", en = "Amount" } }
# [[rule]]
# level = "critical"
# when  = "amount >= limits.crit"
# says  = { zh-CN = "{{ name }} 为 {{ amount }}，达到 {{ limits.crit }}", en = "{{ name }} is {{ amount }}, at or above {{ limits.crit }}" }
# [[rule]]
# level = "warning"
# when  = "amount >= limits.warn"
# says  = { zh-CN = "{{ name }} 为 {{ amount }}，达到 {{ limits.warn }}", en = "{{ name }} is {{ amount }}, at or above {{ limits.warn }}" }
# [[example]]
# rows   = [["A", 250]]
# expect = "critical"
# [[example]]
# rows   = [["A", 150]]
# expect = "warning"
# [[example]]
# rows   = [["A", 5]]
# expect = "ok"
# [[example]]
# rows   = []
# expect = "unknown"
# +++
# 每行一条，各列以制表符分开，次序与上面的 column 相同 / a line a row, columns apart by a tab, in the order of the columns above
printf 'A\t%s\n' 5

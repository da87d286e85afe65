# +++
# id      = "host.memory"
# req     = ["HO-05", "HO-10", "DB-13"]
# title   = { zh-CN = "内存", en = "Memory" }
# why     = { zh-CN = "合同的使用率是“已用 ÷ 全部物理内存”，其中含系统缓存的文件，正常主机也有 95% 以上，只记录；判断看程序还能拿到多少（可用）。", en = "The contract's use is used ÷ physical memory. It counts files that the system keeps cached, so a healthy host shows 95 % and more: it is recorded. What is judged is what programs can still get (available)." }
# advice  = { zh-CN = "看 host.top 按内存的前十个进程和 host.swap 是否在换页；大页（HugePages）占着不用的也会挤掉可用内存。", en = "See the ten largest of host.top and whether host.swap moves pages; huge pages that are kept and not used take memory away as well." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "memory"
# subject = []
# empty   = "unknown"
# metric  = ["used_pct", "avail_pct", "avail_mb"]
# limits  = { crit = 10 }
# chart   = "avail_pct"
# column.total_mb     = { type = "number", unit = "mb", title = { zh-CN = "物理内存", en = "Physical" } }
# column.used_mb      = { type = "number", unit = "mb", title = { zh-CN = "已用（含缓存）", en = "Used (with cache)" } }
# column.used_pct     = { type = "number", unit = "percent", title = { zh-CN = "使用率（含缓存）", en = "Used % (with cache)" } }
# column.free_mb      = { type = "number", unit = "mb", title = { zh-CN = "空闲", en = "Free" } }
# column.cache_mb     = { type = "number", unit = "mb", title = { zh-CN = "缓存", en = "Cache" } }
# column.avail_mb     = { type = "number", unit = "mb", title = { zh-CN = "可用", en = "Available" } }
# column.avail_pct    = { type = "number", unit = "percent", title = { zh-CN = "可用率", en = "Available %" } }
# column.huge_mb      = { type = "number", unit = "mb", title = { zh-CN = "大页", en = "Huge pages" } }
# column.huge_free_mb = { type = "number", unit = "mb", title = { zh-CN = "空闲大页", en = "Free huge pages" } }
# column.pageouts     = { type = "number", unit = "per_second", title = { zh-CN = "换出页/秒（HP-UX）", en = "Pages out a second (HP-UX)" } }
# [[rule]]
# level = "critical"
# when  = "avail_pct < limits.crit && (host.os != 'hp-ux' || pageouts > 0.0)"
# says  = { zh-CN = "可用内存只剩 {{ avail_mb | mb }}（{{ avail_pct }}%），低于 {{ limits.crit }}%，共 {{ total_mb | mb }}", en = "Only {{ avail_mb | mb }} of memory can still be had ({{ avail_pct }} %), less than {{ limits.crit }} % of {{ total_mb | mb }}" }
# [[example]]
# name   = "full of cached files"
# rows   = [[32768.0, 32000.0, 97.7, 768.0, 20000.0, 20500.0, 62.6, 0.0, 0.0, 0.0]]
# null   = [[0, "pageouts"]]
# expect = "ok"
# [[example]]
# name   = "short"
# rows   = [[32768.0, 32000.0, 97.7, 768.0, 1000.0, 1500.0, 4.6, 0.0, 0.0, 0.0]]
# null   = [[0, "huge_mb"], [0, "huge_free_mb"], [0, "pageouts"]]
# expect = "critical"
# says   = "低于 10%"
# [[example]]
# name   = "HP-UX fills its file cache and moves no pages"
# rows   = [[65430.0, 64094.0, 98.0, 1336.0, 0.0, 1336.0, 2.0, 0.0, 0.0, 0.0]]
# null   = [[0, "cache_mb"], [0, "huge_mb"], [0, "huge_free_mb"]]
# host   = { os = "hp-ux" }
# expect = "ok"
# [[example]]
# name   = "HP-UX that pages out is short"
# rows   = [[65430.0, 64094.0, 98.0, 1336.0, 0.0, 1336.0, 2.0, 0.0, 0.0, 40.0]]
# null   = [[0, "cache_mb"], [0, "huge_mb"], [0, "huge_free_mb"]]
# host   = { os = "hp-ux" }
# expect = "critical"
# [[example]]
# name   = "HP-UX that has little and does not say whether pages move"
# rows   = [[65430.0, 64094.0, 98.0, 1336.0, 0.0, 1336.0, 2.0, 0.0, 0.0, 0.0]]
# null   = [[0, "cache_mb"], [0, "huge_mb"], [0, "huge_free_mb"], [0, "pageouts"]]
# host   = { os = "hp-ux" }
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part meminfo
cat /proc/meminfo

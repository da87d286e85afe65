-- +++
-- id      = "db.nls"
-- req     = ["DB-23"]
-- title   = { zh-CN = "字符集与语言", en = "Character sets and language" }
-- why     = { zh-CN = "字符集决定汉字能否正确存放、导出导入和传送时会不会变成问号；迁移、灾备和汇聚两端必须一致。", en = "The character set decides whether Chinese text is stored right and survives export, import and transfer; both ends of a migration or replication must agree." }
-- advice  = { zh-CN = "客户端 NLS_LANG 必须按客户端实际编码设置（如 AMERICAN_AMERICA.ZHS16GBK 或 .AL32UTF8），不是照抄数据库字符集。数据库字符集不能存汉字的，用 DMU 工具评估后迁移到 AL32UTF8，不要直接 alter database character set。", en = "NLS_LANG of a client names the encoding of that client (AMERICAN_AMERICA.ZHS16GBK or .AL32UTF8), it is no copy of the database's. If the database set cannot hold Chinese, assess and migrate to AL32UTF8 with DMU; never alter database character set by hand." }
-- cadence = "half-yearly"
-- subject = ["parameter"]
-- # The values of the container one is logged in to; from 12.2 on PDBs may have other character sets than the root.
-- empty   = "unknown"
-- baseline = true
-- column.parameter = { type = "text", title = { zh-CN = "项", en = "Parameter" } }
-- column.value     = { type = "text", title = { zh-CN = "值", en = "Value" } }
-- [[rule]]
-- level = "note"
-- topic = "charset"
-- when  = "parameter == 'NLS_CHARACTERSET' && !(value in ['AL32UTF8', 'UTF8', 'ZHS16GBK', 'ZHS32GB18030'])"
-- says  = { zh-CN = "数据库字符集 {{ value }} 不能正确存放汉字", en = "Character set {{ value }} of the database cannot hold Chinese text" }
-- [[rule]]
-- level = "note"
-- topic = "charset"
-- when  = "parameter == 'NLS_CHARACTERSET' && value in ['UTF8', 'ZHS16GBK']"
-- says  = { zh-CN = "数据库字符集 {{ value }} 存不下部分生僻字（姓名、地名），登记信息可能出现问号", en = "Character set {{ value }} lacks some rare characters of names and places: they may turn into question marks" }
-- [[rule]]
-- level = "note"
-- topic = "baseline"
-- when  = "has_baseline && changed"
-- says  = { zh-CN = "{{ parameter }} 由 {{ was.value }} 变为 {{ value }}", en = "{{ parameter }} changed from {{ was.value }} to {{ value }}" }
-- [[example]]
-- name   = "AL32UTF8"
-- rows   = [["NLS_CHARACTERSET", "AL32UTF8"], ["NLS_NCHAR_CHARACTERSET", "AL16UTF16"]]
-- expect = "ok"
-- [[example]]
-- name   = "no Chinese"
-- rows   = [["NLS_CHARACTERSET", "US7ASCII"]]
-- expect = "note"
-- says   = "US7ASCII"
-- [[example]]
-- name   = "GBK"
-- rows   = [["NLS_CHARACTERSET", "ZHS16GBK"]]
-- expect = "note"
-- says   = "生僻字"
-- [[example]]
-- name   = "changed"
-- rows   = [["NLS_CHARACTERSET", "AL32UTF8"]]
-- baseline = [["NLS_CHARACTERSET", "ZHS16GBK"]]
-- expect = "note"
-- says   = "ZHS16GBK"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select n.parameter,
       n.value
  from nls_database_parameters n
 where n.parameter in ('NLS_CHARACTERSET', 'NLS_NCHAR_CHARACTERSET', 'NLS_LANGUAGE', 'NLS_TERRITORY',
                       'NLS_LENGTH_SEMANTICS', 'NLS_RDBMS_VERSION')
 order by n.parameter

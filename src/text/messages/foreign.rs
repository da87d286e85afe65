//! Tables and packages of other platforms.

macro_rules! foreign {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // tickets that others wrote
            IntakeMapNotUtf8 { place }
                zh "映射文件 {place} 不是 UTF-8 编码；请另存为 UTF-8 。"
                en "the mapping {place} is not UTF-8: save it as UTF-8."
            IntakeMapSyntax { place }
                zh "映射文件 {place} 写得不对。"
                en "the mapping {place} is not written as it should be."
            IntakeMapField { place, name }
                zh "{place} ：问题单没有 {name} 这个字段。"
                en "{place} : tickets have no field {name} ."
            IntakeMapValue { place, value, known }
                zh "{place} ：没有 {value} 这个值，可以是：{known}"
                en "{place} : there is no value {value} ; there are: {known}"
            IntakeMapNoColumn { place, key }
                zh "{place} ：{key} 没有说明取自哪一列（column、path 或 join）。"
                en "{place} : {key} does not say which column it is taken from (column, path or join)."
            IntakeMapParts { place, key }
                zh "{place} ：{key} 的 join、with、split、part 配得不对：join 可带 with；split 与 part（从 1 起）成对，配 column。"
                en "{place} : join, with, split and part of {key} do not go together: join may have with; split and part (from 1) are a pair and need column."
            IntakeMapTime { place, format }
                zh "{place} ：时间格式“{format}”不能用。"
                en "{place} : the format of times {format} cannot be used."
            IntakeMapIsAdapter { place }
                zh "{place} ：有 [package] 或 [write] 的是数据包的适配文件，不能用于表格。"
                en "{place} : with [package] or [write] it is an adapter of packages, not a mapping of tables."
            IntakeMapNoPackage { place }
                zh "适配文件 {place} 没有 [package]，不知道包里是什么。"
                en "the adapter {place} has no [package]: what is in a package is not known."
            IntakeMapNoNumber { place }
                zh "{place} ：没有 [number]，不知道哪一列是单号；确实没有单号时写 generate = true 。"
                en "{place} : there is no [number], so the column of the number is not known; say generate = true where there is none."
            IntakeMapPath { place, path }
                zh "{place} ：{path} 不是路径；写成 Base/Title 、@id 、Base/@code 或 . 。"
                en "{place} : {path} is no path; it is written Base/Title, @id, Base/@code or a full stop."
            IntakeMapSamePlace { place, path }
                zh "{place} ：会有两个值写到 {path} 里。"
                en "{place} : two values would be written into {path} ."
            IntakeMapRowPath { place }
                zh "{place} ：格式为 xml 时要有 row（一张单的元素，附件也要有），其他格式不能有。"
                en "{place} : the format xml needs row (the element of a ticket, and of an attachment); others have none."
            IntakeMapWorkbook { place }
                zh "{place} ：xlsx 只能读；要写请用 xml 或 csv 。"
                en "{place} : xlsx can only be read; write xml or csv."
            IntakeMapOneTicket { place }
                zh "{place} ：一个文件只放得下一张单，file 里要有 {{number}} 。"
                en "{place} : a file has room for one ticket only, so file needs {{number}} ."
            IntakeNoSheet { path, names }
                zh "文件 {path} 里没有映射文件所说的工作表，有：{names}"
                en "{path} does not have the worksheet that the mapping names; it has: {names}"
            IntakeEmpty { path }
                zh "文件 {path} 是空的。"
                en "{path} is empty."
            IntakeNoHeadings { path, count }
                zh "文件 {path} 的前 {count} 行里没有找到表头；列名与映射文件不同时，用 --map 指定自己的映射（--map-sample 可得到样例）。"
                en "no row of headings was found in the first {count} rows of {path} ; where its columns have other names, give a mapping with --map (--map-sample prints one)."
            IntakeNoColumn { path, names }
                zh "文件 {path} 缺少这一列：{names}"
                en "{path} lacks the column {names} ."
            IntakeUnnamed { column }
                zh "第 {column} 列没有列名，没有使用。"
                en "column {column} has no heading and was not used."
            IntakeRowMissing { row, column }
                zh "第 {row} 行：“{column}”没有填写。"
                en "row {row} : {column} is empty."
            IntakeRowTime { row, column, value }
                zh "第 {row} 行“{column}”：看不懂时间“{value}”，可写成 2026-11-02 08:30 ，或在映射文件的 [time] 里说明格式。"
                en "row {row}, {column} : {value} is no time; write 2026-11-02 08:30 , or say the format in [time] of the mapping."
            IntakeRowLevel { row, column, value }
                zh "第 {row} 行“{column}”：“{value}”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。"
                en "row {row}, {column} : {value} is no level from 1 to 5; a platform's own words belong into values of the mapping."
            IntakeRowChoice { row, column, value, known }
                zh "第 {row} 行“{column}”：没有“{value}”，可以是：{known}；各平台的说法写在映射文件的 values 里。"
                en "row {row}, {column} : there is no {value} ; there are: {known}. A platform's own words belong into values of the mapping."
            IntakeRowStatus { row, column, value }
                zh "第 {row} 行“{column}”：不认识状态“{value}”；写在映射文件的 [status] values 里。"
                en "row {row}, {column} : the state {value} is not known; put it into [status] values of the mapping."
            IntakeRowControl { row, column, value }
                zh "第 {row} 行“{column}”：有控制字符，或者单号里有换行：“{value}”。"
                en "row {row}, {column} : control characters, or a line break in a number: {value} ."
            IntakeRowLong { row, column, most }
                zh "第 {row} 行“{column}”：超过 {most} 个字。"
                en "row {row}, {column} : more than {most} characters."
            IntakeRowDigits { row, column, value }
                zh "第 {row} 行“{column}”：“{value}”是被表格软件当成数字的编号，已经丢了位数；请把这一列设为文本，重新导出。"
                en "row {row}, {column} : a spreadsheet took {value} for a number and lost digits; make the column text and export it again."
            IntakeRowFormula { row, column, value }
                zh "第 {row} 行“{column}”：公式出错（{value}）。"
                en "row {row}, {column} : a formula that failed ({value})."
            IntakeRowTwice { row, column }
                zh "第 {row} 行：{column} 出现了两次，不知道以哪一个为准。"
                en "row {row} : {column} is there twice, and which one holds is not known."
            IntakeRowNested { row, column }
                zh "第 {row} 行：{column} 里应为文字，却还有下级元素。"
                en "row {row} : {column} should hold a text, but holds elements."
            IntakeRowNoFile { row, value }
                zh "第 {row} 行：包里没有附件“{value}”。"
                en "row {row} : the attachment {value} is not in the package."
            IntakeRowDiffers { row, value, other }
                zh "第 {row} 行：单号 {value} 在第 {other} 行也有，内容不同，都没有导入。"
                en "row {row} : the number {value} is in row {other}, too, with other contents; neither was imported."
            IntakeRowMany { row, value, tickets }
                zh "第 {row} 行：单号 {value} 在这里对应几张单（{tickets}），没有改动。"
                en "row {row} : several tickets here came from the number {value} ({tickets}); nothing was changed."
            IntakeConflict { no, name, ours, theirs, base }
                zh "{no} 的“{name}”两边都改过：这里是“{ours}”，对方是“{theirs}”，上次导入是“{base}”；保留这里的，请核对后决定。"
                en "{name} of {no} was changed on both sides: here {ours} , there {theirs} , at the last import {base} ; ours is kept, decide which holds."
            IntakeNoEntry { path, entry }
                zh "数据包 {path} 里没有名为 {entry} 的文件，可能是另一种格式的包。"
                en "the package {path} has no files {entry} ; it may be of another layout."
            IntakeXmlLarge { place, most }
                zh "{place} ：文件超过 {most} 字节，没有读。"
                en "{place} : more than {most} bytes, not read."
            IntakeXmlDeep { place, most }
                zh "{place} ：元素套了超过 {most} 层，没有读。"
                en "{place} : elements are nested more than {most} deep, not read."
            IntakeXmlEncoding { place, name }
                zh "{place} ：不认识编码 {name} 。"
                en "{place} : the encoding {name} is not known."
            IntakeXmlBytes { place, name }
                zh "{place} ：内容不是它所说的 {name} 编码。"
                en "{place} : it is not encoded as {name}, as it should be."
            IntakeXmlDoctype { place }
                zh "{place} ：含有 DOCTYPE ，可能有害，没有读。"
                en "{place} : it has a DOCTYPE, which may do harm, and was not read."
            IntakeXmlEntity { place, name }
                zh "{place} ：不认识实体 &{name}; 。"
                en "{place} : the entity &{name}; is not known."
            IntakeXmlCharacter { place, code }
                zh "{place} ：有 XML 不允许的字符 {code} 。"
                en "{place} : it has the character {code}, which XML does not allow."
            IntakeXmlCut { place }
                zh "{place} ：文件不完整，到这里就断了。"
                en "{place} : the file ends too early."
            IntakeXmlSyntax { place }
                zh "{place} ：不是正确的 XML 。"
                en "{place} : this is no XML."
            IntakeXmlNoRoot { place, row }
                zh "{place} ：没有适配文件所说的 {row} ，可能是另一种文件。"
                en "{place} : it does not have {row}, which the adapter names; it may be another kind of file."
            IntakeWriteMissing { no, column }
                zh "{no} ：对方要求有 {column} ，这里没有填写。"
                en "{no} : the other side needs {column}, which is empty here."
            IntakeWriteNoWord { no, column, value }
                zh "{no} ：{column} 的值 {value} 在对方没有对应的词；写在适配文件的 values 里。"
                en "{no} : there is no word of theirs for {value} in {column} ; put it into values of the adapter."
            IntakeWriteCharacter { no, column, code }
                zh "{no} ：{column} 里的字符 {code} 写不进这种格式或编码。"
                en "{no} : the character {code} in {column} cannot be written in this format or encoding."
            IntakeWriteSameEntry { no, entry }
                zh "{no} ：与另一张单写到同一个文件 {entry} 里。"
                en "{no} : another ticket would be written into the same file {entry} ."
            IntakeWriteTime { no, column, value }
                zh "{no} ：{column} 的“{value}”不是时间。"
                en "{no} : {value} in {column} is no time."
            // tickets of other platforms
            TicketFormWritten { path }
                zh "已写入登记表 {path}；填好后：opsctl ticket import {path}"
                en "the form {path} was written; once it is filled in: opsctl ticket import {path}"
            TicketZipNeedsAdapter { path }
                zh "{path} 是 ZIP，不是表格。"
                en "{path} is a ZIP, no table."
            HintTicketZip {}
                zh "别的平台的包：--adapter FILE.toml；opsctl 的交换包：opsctl ticket import-zip"
                en "a package of another platform: --adapter FILE.toml ; one of opsctl: opsctl ticket import-zip"
            TicketRowsRepeated { count }
                zh "有 {count} 行与别的行完全相同，只算一次。"
                en "{count} rows are there twice, word for word; they count once."
            TicketTheirStatus { platform, status }
                zh "{platform}上的状态：{status}"
                en "state at {platform}: {status}"
            TicketTheirOpening { platform }
                zh "{platform}的登记时间"
                en "opened at {platform}"
            TicketImportReason { file, platform }
                zh "导入 {file}（{platform}）"
                en "imported from {file} ({platform})"
            TicketImported { path, new, changed, same }
                zh "已从 {path} 导入：新登记 {new} 张，更新 {changed} 张，没有变化 {same} 张。"
                en "imported from {path}: {new} new, {changed} changed, {same} unchanged."
            TicketImportWould { path, new, changed, same }
                zh "试运行，什么也没有写。导入 {path} 会新登记 {new} 张，更新 {changed} 张，{same} 张没有变化。"
                en "dry run, nothing was written. {path} would bring {new} new tickets, change {changed} and leave {same} unchanged."
            TicketImportSame { path, count }
                zh "{path} 中的 {count} 张都已导入过，没有变化。"
                en "all {count} tickets of {path} were imported before; nothing changed."
            TicketImportOpen { count }
                zh "有 {count} 张在对方已解决或已关闭，这里登记为待解决；--solve 可按直接解决登记（见 --help）。"
                en "{count} of the new tickets are solved or closed over there and open here; --solve solves them (see --help)."
            TicketAdapterReads { path }
                zh "适配文件 {path} 没有 [write]，只能读，不能写。"
                en "the adapter {path} has no [write]: it reads and does not write."
            TicketForeignWritten { path, count, files }
                zh "已写入 {path}：{count} 张单，{files} 个附件。"
                en "{path} was written: {count} tickets, {files} attachments."
            TicketForeignLeft { fields }
                zh "对方的格式里没有位置，没有写出：{fields}。"
                en "their layout has no place for these, they were left out: {fields}."
            TicketForeignNoFiles { count }
                zh "对方的格式里没有附件，{count} 个附件没有写出。"
                en "their layout has no attachments, {count} files were left out."
            TicketFileGone { path, entry }
                zh "附件 {entry} 的内容读不出来，没有写入 {path} 。"
                en "the content of the attachment {entry} cannot be read, it was not written to {path}."
            TicketNameNotIn { entry, names }
                zh "文件名 {entry} 不能用 {names} 写。"
                en "the name {entry} cannot be written as {names}."
            HintTicketNames {}
                zh "--names utf8 能写所有的名称"
                en "--names utf8 takes all names"
            TicketEntryName { entry }
                zh "适配文件给出的文件名 {entry} 不能用。"
                en "the adapter makes a name that no package may have: {entry}"
        }
    };
}

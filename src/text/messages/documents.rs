//! Templates, outlines, sheets and documents.

macro_rules! documents {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // templates of Word documents: what is wrong with them or with their data; tag is as it is written there
            DocxNotZip {}
                zh "不是 Word 文档（docx）：文件开头不是 PK 。"
                en "this is no Word document (docx): it does not begin with PK ."
            DocxOldFormat {}
                zh "文件已加密，或是旧格式（.doc/.wps），请在 WPS 中去掉密码并另存为 .docx 。"
                en "the file is encrypted or in the old format (.doc/.wps): remove the password and save it as .docx ."
            DocxDamaged { what }
                zh "文件已损坏，读不完整： {what}"
                en "the file is damaged and cannot be read to its end: {what}"
            DocxTooLarge { what, limit }
                zh "{what} 超过上限 {limit} ，没有读取。"
                en "{what} is beyond the limit of {limit} and was not read."
            DocxNotWord { part }
                zh "文件里没有 {part} ，不是 Word 文档。"
                en "there is no {part} in the file: this is no Word document."
            DocxBadXml { part, why }
                zh "{part} 不是合法的 XML： {why}"
                en "{part} is not well-formed XML: {why}"
            DocxNeverClosed { tag }
                zh "标记 {tag} 没有写完（同一段内找不到结尾的括号）；要打印括号本身请写 {{{{ \"{{{{\" }}}} 。"
                en "the tag {tag} is never closed within its paragraph; to print the braces themselves write {{{{ \"{{{{\" }}}} ."
            DocxNeverOpened { tag }
                zh "{tag} 前面没有开始的括号；要打印括号本身请写 {{{{ \"{tag}\" }}}} 。"
                en "{tag} closes nothing; to print the braces themselves write {{{{ \"{tag}\" }}}} ."
            DocxUnknownTag { tag }
                zh "不认识的标记 {tag} ，可用的有 for、if、elif、else、endif、endfor、set 。"
                en "the tag {tag} is not known; there are for, if, elif, else, endif, endfor and set."
            DocxNotEnded { tag, end }
                zh "{tag} 缺少结尾的 {end} 。"
                en "{tag} has no {end} ."
            DocxWrongEnd { tag, open }
                zh "{tag} 与 {open} 不配对。"
                en "{tag} does not belong to {open} ."
            DocxNoStart { tag }
                zh "{tag} 前面没有与它配对的开始标记。"
                en "{tag} has no beginning."
            DocxMiddle { tag }
                zh "{tag} 夹在一行表格或一个不能拆开的部分中间；请让它独占一行或一段。"
                en "{tag} stands inside a table row or another part that cannot be split: give it a row or a paragraph of its own."
            DocxCrossed { tag }
                zh "{tag} 与同一行表格中的另一个块交叉；请让它们各占一行。"
                en "{tag} crosses another block in the same table row: give each a row of its own."
            DocxColumn { tag }
                zh "{tag} 按列重复，它的开始和结尾必须在同一行表格里。"
                en "{tag} repeats columns: its beginning and end must stand in one table row."
            DocxSyntax { tag, why }
                zh "{tag} 写法有误： {why}"
                en "{tag} is not written right: {why}"
            DocxStandAlone { tag }
                zh "{tag} ：图片和图表必须独占一个标记。"
                en "{tag} : a picture or chart must be all that its tag says."
            DocxUnknownField { field }
                zh "数据中没有 {field} ；允许缺少时请在它后面写 or \"\" 。"
                en "there is no {field} in the data; if it may be absent write or \"\" behind it."
            DocxNear { names }
                zh "相近的有： {names}"
                en "near: {names}"
            DocxNoValue { tag, why }
                zh "{tag} 算不出结果： {why}"
                en "{tag} has no value: {why}"
            DocxNoPicture { name }
                zh "没有名为 {name} 的图片。"
                en "there is no picture named {name} ."
            DocxBadPicture { name }
                zh "图片 {name} 既不是 PNG 也不是 JPEG，或已损坏。"
                en "the picture {name} is neither PNG nor JPEG, or is damaged."
            DocxBadChart { why }
                zh "图表数据有误： {why}"
                en "the data of the chart are wrong: {why}"
            DocxNoDrawing { tag }
                zh "{tag} 写在替代文字里，但这里没有可以替换的图片或图表。"
                en "{tag} stands in an alternative text, but there is no picture or chart here to fill."
            DocxBraces { place }
                zh "{place} ：留下了没有处理的标记。"
                en "{place} : a tag was left over."
            DocxPlace { part, paragraph, text }
                zh "{part} 第 {paragraph} 段「{text}」"
                en "{part}, paragraph {paragraph} \"{text}\""
            DocxAt { place, what }
                zh "{place}： {what}"
                en "{place}: {what}"
            // what was done to the data of a document, for its notes
            DocxCleaned { sequences, characters }
                zh "数据中的终端控制序列 {sequences} 处、控制字符 {characters} 个已去掉。"
                en "{sequences} terminal sequences and {characters} control characters were taken out of the data."
            DocxShrunk { name, cm }
                zh "图片 {name} 比版心宽，已缩到 {cm} 厘米。"
                en "the picture {name} is wider than the text and was made {cm} cm wide."
            DocxNoHeadings {}
                zh "文档有目录，但没有标题，目录未填写。"
                en "the document has a table of contents but no headings; it was not filled."
            // faults of a file that was written, found before it is given out
            LintZip { what }
                zh "压缩包 {what}"
                en "package: {what}"
            LintXml { part, why }
                zh "{part} 不是合法的 XML： {why}"
                en "{part} is not well-formed: {why}"
            LintNoTarget { part, target }
                zh "{part} 引用的 {target} 不存在。"
                en "{part} refers to {target} , which does not exist."
            LintNoType { part }
                zh "{part} 没有内容类型。"
                en "{part} has no content type."
            LintTwice { part, what }
                zh "{part} 中 {what} 重复。"
                en "{what} occurs twice in {part} ."
            LintCell { part, what }
                zh "{part} 中有 {what} 不以段落结尾。"
                en "a {what} in {part} does not end in a paragraph."
            LintGrid { part, what }
                zh "{part} 中表格列宽不一致： {what}"
                en "the columns of a table in {part} do not fit: {what}"
            LintFont { part, what }
                zh "{part} 的字体设置会影响中文： {what}"
                en "fonts in {part} are not right for Chinese: {what}"
            LintRisk { part, what }
                zh "{part} 用了 WPS 可能不支持的功能： {what}"
                en "{part} uses what WPS may not know: {what}"
            // outlines of templates; place is file:line
            OutlineNoHead { place }
                zh "{place} ：大纲没有开头的设置。"
                en "{place} : the outline does not begin with its settings."
            OutlineHeadOpen { place }
                zh "{place} ：开头的设置没有结束。"
                en "{place} : the settings at the beginning do not end."
            HintOutlineHead {}
                zh "文件开头写一行 +++ ，下面写 title = \"标题\" 等设置，再写一行 +++ 。"
                en "begin the file with a line +++ , write settings such as title = \"…\" , and end them with another line +++"
            OutlineControl { place, code }
                zh "{place} ：这一行有看不见的控制字符 {code} ，文档里不能有。"
                en "{place} : the line has the control character {code} , which a document cannot hold."
            HintOutlineControl {}
                zh "删去它；常见于从终端或网页粘贴的文字。"
                en "delete it; it often comes with text copied from a terminal or a web page."
            OutlineEmpty { place }
                zh "{place} ：大纲只有设置，没有正文。"
                en "{place} : the outline has settings but no text."
            HintOutlineEmpty {}
                zh "在第二行 +++ 之后写正文，一行是一段。"
                en "write the text below the second line +++ , a line for each paragraph."
            OutlineCoverOpen { place }
                zh "{place} ：设置了封面（ cover = true ），但没有写封面到哪里结束。"
                en "{place} : there is to be a cover ( cover = true ), but nothing says where it ends."
            HintOutlineCoverOpen {}
                zh "在封面文字的后面单独写一行 --- 。"
                en "write a line --- below the text of the cover."
            OutlineTagOpen { place, tag }
                zh "{place} ：标签 {tag} 在这一行没有结束。"
                en "{place} : the tag {tag} does not end in this line."
            HintOutlineTagOpen {}
                zh "一个标签写在一行里，以 {{{{ 开头的用 }}}} 结束，以 {{% 开头的用 %}} 结束，引号要成对。"
                en "write a tag in one line, {{{{ ends with }}}} and {{% with %}} , and quotes come in pairs."
            OutlineBlockOpen { place, word }
                zh "{place} ：这里的 {{% {word} %}} 没有结束。"
                en "{place} : the {{% {word} %}} that begins here does not end."
            HintOutlineBlockOpen { end }
                zh "在该结束的地方写 {{% {end} %}} 。"
                en "write {{% {end} %}} where it is to end."
            OutlineBlockStray { place, tag }
                zh "{place} ： {tag} 没有对应的开头。"
                en "{place} : {tag} belongs to no block that is open."
            HintOutlineBlockStray {}
                zh "for 用 endfor 结束，if 用 endif 结束，里面的先结束；删去多余的，或补上开头。"
                en "for ends with endfor , if with endif , the inner one first; take it out, or add what it ends."
            OutlineAcross { place }
                zh "{place} ：循环或条件跨过了封面或横页的边界。"
                en "{place} : a loop or condition goes across the edge of the cover or of a turned page."
            HintOutlineAcross {}
                zh "让 for、if 和它的结束在同一边：在边界之前结束，或写到边界里面。"
                en "let for or if and its end stand on the same side of the edge."
            OutlineHeading { place }
                zh "{place} ：标题要有文字，最多四级。"
                en "{place} : a heading has a text, and at most four levels."
            HintOutlineHeading {}
                zh "写成 # 一、… 、 ## （一）… 、 ### 1. … 、 #### （1）… ；正文里的 # 写成 \\# 。"
                en "write # to #### , a space and the text; a # that is text is written \\#"
            OutlineBold { place }
                zh "{place} ：加粗的 ** 没有成对。"
                en "{place} : the signs ** of bold text do not come in a pair."
            HintOutlineBold {}
                zh "写成 **文字** ；星号本身写成 \\* 。"
                en "write **text** ; an asterisk that is text is written \\*"
            OutlineColour { place, name }
                zh "{place} ：没有 {name} 这种颜色。"
                en "{place} : there is no colour {name} ."
            HintOutlineWords { words }
                zh "可以写： {words}"
                en "it can be: {words}"
            OutlineFigure { place }
                zh "{place} ：图表或图片和文字写在了同一段里，会被行距截断。"
                en "{place} : a chart or picture stands in a line of text, whose height would cut it off."
            HintOutlineFigure {}
                zh "让 {{{{ chart(…) }}}} 或 {{{{ image(…) }}}} 单独占一行，图题另起一行写成 : 图 1　… 。"
                en "give {{{{ chart(…) }}}} or {{{{ image(…) }}}} a line of its own, and its caption another that begins with : and a space."
            OutlineBracket { place, name }
                zh "{place} ：没有 :::{name} 这种写法。"
                en "{place} : there is no :::{name} ."
            OutlineBracketOpen { place, name }
                zh "{place} ：这里的 :::{name} 没有结束。"
                en "{place} : the :::{name} that begins here does not end."
            HintOutlineBracketOpen {}
                zh "在该结束的地方单独写一行 ::: 。"
                en "write a line ::: where it is to end."
            OutlineBracketStray { place }
                zh "{place} ：这一行 ::: 没有对应的开头。"
                en "{place} : this line ::: ends nothing."
            HintOutlineBracketStray {}
                zh "删去这一行，或在前面补上 :::landscape 之类的开头。"
                en "delete it, or write the beginning, such as :::landscape , before it."
            OutlineBracketInside { place, name }
                zh "{place} ： :::{name} 要另起一页，不能写在别的 ::: 里面。"
                en "{place} : :::{name} begins a page and cannot stand inside of another ::: ."
            HintOutlineBracketInside {}
                zh "先用一行 ::: 结束外面的，再写它。"
                en "end the outer one with a line ::: before it."
            OutlineSetting { place, name }
                zh "{place} ：表格没有 {name} 这个设置。"
                en "{place} : there is no setting {name} for a table."
            OutlineSettingAlone { place }
                zh "{place} ：表格的设置后面没有表格。"
                en "{place} : no table follows the settings of a table."
            HintOutlineSettingAlone {}
                zh "把它写在表格第一行的紧上面；正文里的 {{ 写成 \\{{ 。"
                en "write it right above the first row of the table; a brace that is text is written \\{{"
            OutlineSettingInside { place }
                zh "{place} ：表格中间只能改行高。"
                en "{place} : only the height of rows can change inside of a table."
            HintOutlineSettingInside {}
                zh "其他设置写在表格第一行的上面；要开始另一张表，先空一行。"
                en "write other settings above the first row; leave an empty line before another table."
            OutlineRowEnd { place }
                zh "{place} ：表格的一行要以 | 开头、以 | 结束。"
                en "{place} : a row of a table begins and ends with | ."
            HintOutlineRowEnd {}
                zh "写成 | 甲 | 乙 | ；文字里的竖线写成 \\| 。"
                en "write | a | b | ; a bar that is text is written \\|"
            OutlineCells { place, found, want }
                zh "{place} ：这一行有 {found} 格，表格的第一行有 {want} 格。"
                en "{place} : the row has {found} cells, the first row of the table has {want} ."
            HintOutlineCells {}
                zh "空格子写成 | | （中间有空格）；一格占几列时，后面几列写成 || （中间没有空格）。"
                en "an empty cell is | | with a space; a cell over several columns is followed by || without one."
            OutlineWidths { place, found, want }
                zh "{place} ：列宽有 {found} 个数，表格有 {want} 列。"
                en "{place} : there are {found} widths for {want} columns."
            HintOutlineWidths {}
                zh "每列写一个数，是各列所占的份数，如 {{widths: 2 5 3}} 。"
                en "write one number a column, its share of the width, as in {{widths: 2 5 3}}"
            OutlineColumns { place, found, most }
                zh "{place} ：表格有 {found} 列，文档最多 {most} 列。"
                en "{place} : the table has {found} columns, a document has at most {most} ."
            HintOutlineColumns {}
                zh "拆成几张表，或改用电子表格。"
                en "make several tables of it, or a spreadsheet."
            OutlineNoRule { place }
                zh "{place} ：表格没有分隔表头的一行。"
                en "{place} : the table has no line below its head."
            HintOutlineNoRule {}
                zh "在表头下面写一行 |---|---| ；没有表头的表单，在表格上面写 {{grid}} 。"
                en "write |---|---| below the head; for a form, which has none, write {{grid}} above it."
            OutlineRule { place }
                zh "{place} ：这里不能有 |---| 一行。"
                en "{place} : there can be no line |---| here."
            HintOutlineRule {}
                zh "它写在表头的下面，表单（ {{grid}} ）里不写。"
                en "it stands below the head of a table, and not in a form ( {{grid}} )."
            OutlineSpanStart { place }
                zh "{place} ：一行的第一格不能是 || ，它的前面没有格子可以加宽。"
                en "{place} : a row cannot begin with || : there is no cell before it to widen."
            HintOutlineSpanStart {}
                zh "空格子写成 | | ，中间有空格。"
                en "an empty cell is | | with a space."
            OutlineSpanUp { place }
                zh "{place} ： ^^ 的上面没有一样宽的格子可以合并。"
                en "{place} : there is no cell of the same width above ^^ ."
            HintOutlineSpanUp {}
                zh "让它和上面的格子从同一列开始、占一样多的列（后面的 || 也要一样多）。"
                en "let it begin in the same column and take as many columns ( || ) as the cell above."
            OutlineTableLoop { place }
                zh "{place} ：循环或条件一半在表格里，一半在表格外。"
                en "{place} : a loop or condition is half inside of a table."
            HintOutlineTableLoop {}
                zh "整个写在表格里，或整个写在表格外；在表格外时，和表格之间空一行。"
                en "write all of it inside or all of it outside; outside, leave an empty line between it and the table."
            // sheets and tables as files
            NotInGbk { characters }
                zh "GBK 编码里没有这些字符，没有写文件：{characters}"
                en "GBK has no such characters, so the file was not written: {characters}"
            SheetSyntax { place }
                zh "{place} ：表格描述不能读：不是合法的 TOML，或有不认识的键、不合适的值。"
                en "{place} : the sheet description cannot be read: it is not valid TOML, or has a key or value that is not known."
            SheetNoField { place, field }
                zh "{place} ：数据里没有 {field} 。"
                en "{place} : the data has no {field} ."
            SheetNoList { place, field }
                zh "{place} ：{field} 不是列表。"
                en "{place} : {field} is no list."
            SheetNoValue { place, field }
                zh "{place} ：{field} 不是一个值，不能作为一列。"
                en "{place} : {field} is no value, so it cannot be a column."
            SheetNoNumber { place, field }
                zh "{place} ：{field} 不是数字，不能求和或求平均。"
                en "{place} : {field} is no number, so it has no sum and no average."
            SheetNoColumn { place, field }
                zh "{place} ：图用到的 {field} 不是本表的列。"
                en "{place} : the chart names {field} , which is no column of this table."
            SheetTitle { place }
                zh "{place} ：列标题：一列写 title，values[*] 这样的多列写 titles。"
                en "{place} : a column has a title; many, as of values[*], have titles."
            SheetChart { place }
                zh "{place} ：图写成 from，或者有行的表里写 categories 和 values。"
                en "{place} : a chart has either from, or, in a table with rows, categories and values."
            SheetNothing { place }
                zh "{place} ：没有列，也没有图。"
                en "{place} : it has neither columns nor charts."
            SheetText { text }
                zh "模板文字填不出来：{text}"
                en "a text of the template cannot be filled: {text}"
            NoteControls { count }
                zh "去掉了 {count} 处控制字符。"
                en "{count} control characters or sequences were taken out."
            NoteCut { count }
                zh "{count} 个单元格的文字过长，已截断并注明。"
                en "{count} texts were too long for a cell and were cut, with a mark."
            NoteRowsLeft { count }
                zh "一张表放不下，少列了 {count} 行。"
                en "{count} rows did not fit into a sheet and were left out."
            HintGb18030 {}
                zh "改用 gb18030 或 utf-8 编码，它们有全部字符。"
                en "take the encoding gb18030 or utf-8: they have every character"
        }
    };
}

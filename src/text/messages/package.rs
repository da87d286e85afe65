//! Packages of tickets, and why one is not read.

macro_rules! package {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // packages of tickets
            PackageMade { path, kind, tickets, id }
                zh "已导出 {path} ：{kind}，{tickets} 张单，编号 {id} 。"
                en "{path} : {kind}, {tickets} tickets, id {id} ."
            PackageAgain { path, kind, tickets, id }
                zh "已再次导出 {path} ：{kind}，{tickets} 张单，编号 {id} ，与上次是同一个包。"
                en "{path} : {kind}, {tickets} tickets, id {id} , the same package as before."
            PackageNothing { kind }
                zh "没有需要导出的单（{kind}）；已经发出过的，写明单号可以再次导出。"
                en "there is nothing to export ({kind}); what went out before can be exported again by its number."
            PackageMasked { count }
                zh "已脱敏 {count} 处记录。"
                en "{count} entries were masked."
            PackageFilesLeft { count }
                zh "{count} 个附件没有导出：脱敏的包默认不带附件；确认内容可以外发后加 --with-files 。"
                en "{count} files stayed here: masked packages leave them out; --with-files takes them along once you know what is in them."
            PackageReceiptNext {}
                zh "对方导入后会有回执文件，用 opsctl ticket receipt 登记；登记之前状态不变。"
                en "the other platform gives a receipt when it imports; note it with opsctl ticket receipt. No state changes before."
            PackageEncrypted {}
                zh "包已用 AES-256 加密：7-Zip、bsdtar、opsctl 能打开，unzip、Java、Windows 资源管理器不能；文件名没有加密。"
                en "the package is encrypted by AES-256: 7-Zip, bsdtar and opsctl open it, unzip, Java and Windows Explorer do not; names are visible."
            PackageNoPassword {}
                zh "没有口令：用 --password-file 指定，或在终端输入。"
                en "there is no password: give --password-file, or type it at a terminal."
            PackageStand { kind, numbers, states }
                zh "这些单不能以“{kind}”导出：{numbers} 。可以导出的状态：{states}（关闭的单须下发过）。"
                en "these cannot go out as {kind} : {numbers} . Tickets can that are: {states} (closed ones only if they had been dispatched)."
            PackageLost { files }
                zh "附件的内容不在本库：{files}"
                en "the bytes of these files are not here: {files}"
            HintPackageLost {}
                zh "可能是对方脱敏的包没有带附件，或 attachments 目录不完整；用 opsctl ticket attach 重新挂上同一个文件。"
                en "a masked package came without them, or the folder attachments is not whole; attach the same file again with opsctl ticket attach"
            PackageNotWritten { path }
                zh "没有写成 {path} ，原有的同名文件不变。"
                en "{path} was not written; a file of that name is as it was."
            PackageRaced {}
                zh "同时有另一个包在导出，这个包没有写成；请再执行一次。"
                en "another package went out at the same time, so this one was not written; run the command again."
            PackageRefused { path }
                zh "没有导入 {path} ，本库没有变化："
                en "{path} was not imported, nothing here has changed:"
            PackageNoManifest {}
                zh "包里没有 manifest.json ，不是 opsctl 的交换包。"
                en "there is no manifest.json in it: it is no package of opsctl."
            HintPackageAdapter {}
                zh "其他平台的包用 opsctl ticket import --adapter 导入。"
                en "packages of other platforms are imported by opsctl ticket import --adapter"
            PackageShape {}
                zh "清单或回执的格式不对。"
                en "the manifest or receipt does not have the right form."
            PackageFormat { format }
                zh "清单或回执是别的格式：{format}"
                en "the manifest or receipt is of another format: {format}"
            PackageVersion { version }
                zh "由更新版本的 opsctl 生成（格式 {version} ）。"
                en "it was made by a newer opsctl (format {version} )."
            PackageInside { what }
                zh "清单自相矛盾：{what}"
                en "the manifest contradicts itself: {what}"
            PackageMissing { name }
                zh "清单里有、包里没有：{name}"
                en "it is in the manifest and not in the package: {name}"
            PackageExtra { name }
                zh "包里有、清单里没有：{name}"
                en "it is in the package and not in the manifest: {name}"
            PackageDiffers { name }
                zh "{name} 与清单的校验值不符：被改过或损坏。"
                en "{name} is not what the manifest says: it was changed or damaged."
            PackageHistory { name, line }
                zh "{name} 第 {line} 行不是过程记录。"
                en "{name}, line {line}, is no event."
            PackageJunkBefore { bytes }
                zh "包的前面有 {bytes} 个多余的字节（如自解压程序），没有使用。"
                en "there are {bytes} bytes before the package, which were not used."
            PackageJunkBetween { bytes }
                zh "包的中间有 {bytes} 个不属于任何文件的字节，没有使用。"
                en "there are {bytes} bytes inside that belong to no file, which were not used."
            PackageJunkAfter { bytes }
                zh "包的后面有 {bytes} 个多余的字节，没有使用。"
                en "there are {bytes} bytes behind the package, which were not used."
            PackageSide { path, from }
                zh "{path} 是{from}发出的包，不是给本库的。"
                en "{path} is from the {from}, and not for this one."
            PackageTwin { path, name }
                zh "{path} 与导入过的 {name} 编号相同、内容不同：其中一个被改过。没有导入。"
                en "{path} has the id of {name}, which was imported, and is not the same: one of them was changed. Nothing was imported."
            PackageListed { no }
                zh "{no} ：清单与过程记录不一致。"
                en "{no} : manifest and history do not agree."
            PackageTheirStand { no, status }
                zh "{no} 在对方是“{status}”，这类包不该有它。"
                en "{no} is {status} over there, which this kind of package cannot hold."
            PackageFork { no, side, rev }
                zh "{no} ：{side}的第 {rev} 条记录与本库的不同——有一方的记录被改过，或两个库用了同一个身份。"
                en "{no} : entry {rev} of the {side} is another one here: a history was changed, or two stores work under one name."
            PackageAhead { no, here, there }
                zh "{no} ：对方有本库自己的 {there} 条记录，本库只有 {here} 条：本库可能是从旧备份恢复的。"
                en "{no} : they have {there} entries of ours, of which {here} are here: this history may have been restored from an older backup."
            HintRecover {}
                zh "确认后用 --recover 从包里取回本库的记录。"
                en "if that is so, --recover takes them back out of the package"
            PackageUnknown { no }
                zh "{no} 不在本库，这个包也不是下发的包。"
                en "{no} is not here, and the package does not begin it."
            HintPackageUnknown {}
                zh "先导入下发（Z1）的包；可请对方按单号重新导出。"
                en "import the dispatch (Z1) first; the other platform can export it again by its number"
            HintPerTicket {}
                zh "用 --per-ticket 导入其余的单。"
                en "--per-ticket imports the others"
            PackageKnown { kind, id }
                zh "已导入过：{kind}，编号 {id} ，没有变化。"
                en "it was imported before: {kind}, id {id} ; nothing has changed."
            PackageTaken { kind, new, changed, stale }
                zh "已导入 {kind}：新单 {new} 张，更新 {changed} 张，没有新内容 {stale} 张。"
                en "imported {kind}: {new} new, {changed} changed, {stale} with nothing new."
            PackageWouldTake { kind, new, changed, stale }
                zh "试运行，没有写入。{kind}：新单 {new} 张，更新 {changed} 张，没有新内容 {stale} 张。"
                en "dry run, nothing was written. {kind}: {new} new, {changed} changed, {stale} with nothing new."
            PackageArrived { kind, id }
                zh "对方已收到：{kind}，编号 {id} 。"
                en "it arrived: {kind}, id {id} ."
            PackageReceipt { path }
                zh "回执：{path} ，请交给对方。"
                en "receipt: {path} , for the other platform."
            HintPackageReceipt { id }
                zh "已经导入；回执可再次输出：opsctl ticket receipt --print {id}"
                en "the import is done; print the receipt again: opsctl ticket receipt --print {id}"
            PackageNone { name }
                zh "没有编号为 {name} 的交换包。"
                en "there is no package {name} ."
            PackageSeveral { name, ids }
                zh "{name} 可以是几个包：{ids} 。"
                en "{name} could be several packages: {ids} ."
            HintPackages {}
                zh "用 opsctl ticket packages 查看。"
                en "see opsctl ticket packages"
            PackagesNone {}
                zh "没有交换包。"
                en "there are no packages."
            ReceiptOurs { path }
                zh "{path} 是本库自己开的回执，应交给对方登记。"
                en "{path} is a receipt that this platform gave; it is for the other one."
            ReceiptUnknown { path, id }
                zh "{path} 是包 {id} 的回执，本库没有发出过这样的包。"
                en "{path} is for package {id} , which did not go out from here."
            ReceiptKnown { kind, id }
                zh "已登记过：{kind}，编号 {id} 。"
                en "it was noted before: {kind}, id {id} ."
            ReceiptRefused { numbers }
                zh "对方没有接收这些单，状态不变：{numbers}"
                en "they refused these, whose state is as it was: {numbers}"
            // why a ZIP package is not read
            BundleRefused { path, count }
                zh "数据包 {path} 没有读取，有 {count} 处不对："
                en "the package {path} is not read, {count} things are wrong with it:"
            BundleAmbiguous { path }
                zh "数据包 {path} 没有读取：文件名没有说明编码，用几种编码都读得通，不能猜。"
                en "the package {path} is not read: its names do not say their encoding and make sense in several, which is not for us to guess."
            HintBundleEncoding { option, names }
                zh "--zip-encoding {option} 读作：{names}"
                en "with --zip-encoding {option} they read: {names}"
            BundleNotZip { place }
                zh "{place} 不是 ZIP，或者没有拷全：找不到结尾记录。"
                en "{place} is no ZIP, or was cut: it has no end record."
            BundleTwoEnds { place }
                zh "{place} 有两个结尾记录：不同的软件会看到不同的内容。"
                en "{place} has two end records: programs would see different contents."
            BundleMultiDisk { place }
                zh "{place} 是分卷压缩包的一卷，其余的卷不在这里。"
                en "{place} is one part of a ZIP of several; the others are not here."
            BundleEndDisagrees { place }
                zh "{place} 的两种结尾记录（ZIP 与 ZIP64）说的不一样。"
                en "the two end records of {place} (ZIP and ZIP64) do not say the same."
            BundleDirectoryOutside { place }
                zh "{place} 的目录应当在文件开头之前开始：前面少了内容。"
                en "the directory of {place} would begin before the file: its beginning is missing."
            BundleDirectoryLarge { place, size, limit }
                zh "{place} 的目录有 {size}，超过 {limit}，没有读。"
                en "the directory of {place} has {size}, more than the {limit} that are read."
            BundleDirectoryBroken { place, at }
                zh "{place} 的目录坏了（第 {at} 字节处）。"
                en "the directory of {place} is broken (at byte {at})."
            BundleCount { place, stated, walked }
                zh "{place} 自称有 {stated} 个文件，目录里是 {walked} 个。"
                en "{place} says that it has {stated} entries, its directory has {walked}."
            BundleMany { place, count, limit }
                zh "{place} 有 {count} 个文件，超过 {limit} 个，没有读。"
                en "{place} has {count} entries, more than the {limit} that are read."
            BundleLarge { place, size, limit }
                zh "{place} 解开后有 {size}，超过 {limit}，没有解。"
                en "{place} would unpack to {size}, more than {limit}; it was not unpacked."
            BundleDense { place, packed, size, limit }
                zh "{place} 压缩前后相差太大（{packed} 解出 {size}，超过 {limit} 倍）：像是压缩炸弹，没有解。"
                en "{place} grows too much ({packed} would become {size}, over {limit} times): it looks like a bomb and was not unpacked."
            BundleLocalMissing { place }
                zh "{place} 不在目录所说的位置。"
                en "{place} is not where the directory says."
            BundleLocalDiffers { place, part }
                zh "{place} 在目录里和在文件头里的{part}不一样：不同的软件会读出不同的内容。"
                en "{place} has another {part} in the directory than in its header: programs would read different contents."
            BundleDescriptor { place }
                zh "{place} 数据后面的大小或校验和与目录不一样。"
                en "size or sum behind the data of {place} are not those of the directory."
            BundleOutside { place }
                zh "{place} 的数据超出了包的范围。"
                en "the data of {place} would go beyond the package."
            BundleOverlap { place, other }
                zh "{place} 与包里第 {other} 个文件用了同一段数据：压缩炸弹才这样做。"
                en "{place} shares its data with entry {other}, as only bombs do."
            BundleExtra { place }
                zh "{place} 的附加字段重复或者坏了。"
                en "{place} has extra fields that are broken or there twice."
            BundleMethod { place, number }
                zh "{place} 用了不支持的压缩方法（{number}），只能读存储和 Deflate。"
                en "{place} is packed by a method that is not read ({number}); stored and deflated are."
            BundleEncryption { place }
                zh "{place} 用了不支持的加密方法，只能读 AES（WinZip、7-Zip）。"
                en "{place} is encrypted in a way that is not read; AES as of WinZip and 7-Zip is."
            BundleWeak { place }
                zh "{place} 用了旧的 ZIP 加密（ZipCrypto），这种加密几分钟就能破解，没有读。"
                en "{place} has the old encryption of ZIP, which is broken within minutes; it is not read."
            BundleSymlink { place, mode }
                zh "{place} 是符号链接（{mode}），会指向包以外的地方。"
                en "{place} is a symbolic link ({mode}), which may point out of the package."
            BundleSpecial { place, mode }
                zh "{place} 是设备或管道（{mode}），不是文件。"
                en "{place} is a device or pipe ({mode}), not a file."
            BundleKind { place }
                zh "{place} 按名称和按属性，一个是文件、一个是目录。"
                en "{place} is a folder by its name or its mode, but not by both."
            BundleFolderWithData { place }
                zh "{place} 是目录，却带有内容。"
                en "{place} is a folder, but has content."
            BundleSizes { place, packed, size }
                zh "{place} 没有压缩，前后大小却不同（{packed}、{size}）。"
                en "{place} is stored, but its sizes differ ({packed}, {size})."
            BundleNotUtf8 { place }
                zh "{place} 自称文件名是 UTF-8，其实不是。"
                en "{place} says that its name is UTF-8, which it is not."
            BundleNamesDisagree { place }
                zh "{place} 有两个不同的名称：不同的软件会看到不同的文件。"
                en "{place} has two names that differ: programs would see different files."
            BundleNotIn { place, encoding }
                zh "{place} 的文件名不是 {encoding} 编码。"
                en "the name of {place} is not {encoding} ."
            BundleNameEmpty { place }
                zh "{place} 有一个没有名称的文件。"
                en "{place} has an entry without a name."
            BundleNameAbsolute { place }
                zh "{place} 的名称从根目录写起，解包会写到别处。"
                en "the name of {place} begins at the root and would be written elsewhere."
            BundleNameParent { place }
                zh "{place} 的名称里有“..”，解包会写到别处。"
                en "the name of {place} has .. in it and would be written elsewhere."
            BundleNameForm { place }
                zh "{place} 的名称里有“.”一级或连着的“/”。"
                en "the name of {place} has a part . or two / in a row."
            BundleNameDrive { place }
                zh "{place} 的名称里有盘符，解包会写到别处。"
                en "the name of {place} has a drive in it and would be written elsewhere."
            BundleNameBackslash { place }
                zh "{place} 的名称里有“\\”：有的软件当作目录，有的当作名称。"
                en "the name of {place} has a \\ in it, which is a folder for some programs and a character for others."
            BundleNameControl { place, code }
                zh "{place} 的名称里有控制字符（{code}）。"
                en "the name of {place} has a control character ({code})."
            BundleNameBidi { place, code }
                zh "{place} 的名称里有改变阅读方向的字符（{code}），会把 exe 显示成别的类型。"
                en "the name of {place} has a character that turns the reading direction ({code}), which makes an exe look like something else."
            BundleNameReserved { place }
                zh "{place} 的名称是 Windows 的设备名（CON、COM1 之类）。"
                en "the name of {place} is a device of Windows, as CON or COM1."
            BundleNameTrailing { place }
                zh "{place} 的名称以点或空格结尾，Windows 会把它去掉。"
                en "the name of {place} ends with a dot or a space, which Windows cuts off."
            BundleNameLong { place, count }
                zh "{place} 的名称太长（一级 {count} 字节，最多 255）。"
                en "the name of {place} is too long ({count} bytes in a part, 255 at most)."
            BundleNameDeep { place, count, limit }
                zh "{place} 的目录太深（{count} 级，最多 {limit}）。"
                en "{place} lies too deep ({count} parts, {limit} at most)."
            BundleDuplicate { place, other }
                zh "{place} 与包里第 {other} 个文件同名（不分大小写）。"
                en "{place} has the name of entry {other} (but for case)."
            BundleFileAndFolder { place, other }
                zh "{place} 与包里第 {other} 个文件，一个把它当文件，一个把它当目录。"
                en "{place} is a file in one place and a folder for entry {other} ."
            BundleNoEntry { place }
                zh "{place} 不在包里。"
                en "{place} is not in the package."
            BundleFolder { place }
                zh "{place} 是目录，没有内容可读。"
                en "{place} is a folder and has no content."
            BundleNeedsPassword { place }
                zh "{place} 已加密，需要密码。"
                en "{place} is encrypted and needs a password."
            BundleWrongPassword { place }
                zh "{place} 的密码不对。"
                en "the password for {place} is wrong."
            BundleAuthentication { place }
                zh "{place} 加密后的内容被改过或坏了（也可能是密码不对，这极少见）。"
                en "the encrypted content of {place} was changed or is broken (or, which is rare, the password is wrong)."
            BundleChecksum { place }
                zh "{place} 的校验和不对：内容坏了（旧式加密的，也可能是密码不对）。"
                en "{place} has another sum: its content is broken (with the old encryption the password may be wrong)."
            BundleShort { place, got, stated }
                zh "{place} 应有 {stated}，只读出 {got}。"
                en "{place} should have {stated}, but gave {got}."
            BundleLong { place, stated }
                zh "{place} 的内容比自称的（{stated}）多，没有再读。"
                en "{place} has more than the {stated} that it says; no more was read."
            BundleDeflate { place }
                zh "{place} 的压缩数据坏了或没有拷全。"
                en "the packed data of {place} are broken or cut."
            BundleTrailing { place }
                zh "{place} 的压缩数据后面还有别的内容。"
                en "there is something behind the packed data of {place}."
            HintBundleCopy {}
                zh "与来源比较字节数和 SHA-256，重新拷贝；来源也是这样，就请对方重新导出。"
                en "compare size and SHA-256 with the source and copy it again; if that is the same, have it exported again"
            HintBundleSplit {}
                zh "请对方分成几个包，分别导入；确认来源可靠、磁盘够用的，可以用 --max-mib、--max-entries 放宽。"
                en "have it made as several packages, and import one after the other; of a source that is trusted, and with room on the disk, --max-mib and --max-entries allow more"
            HintBundleRepack {}
                zh "请对方改名或去掉这些文件，用 7-Zip 或 WinRAR 打成普通的 ZIP（不分卷，Deflate），再导入。"
                en "have these files renamed or left out and the package made anew as an ordinary ZIP (one file, deflated), then import that"
            HintBundleSuspect {}
                zh "通常的打包软件不会做出这样的包，可能有人动过：不要用别的软件打开，先向对方核实来历。"
                en "ordinary programs do not make such a package, somebody may have tampered with it: do not open it otherwise, ask where it comes from"
            HintBundleOtherEncoding {}
                zh "换一种编码：--zip-encoding utf-8、gbk、big5 或 cp437"
                en "try another encoding: --zip-encoding utf-8, gbk, big5 or cp437"
            HintBundleAes {}
                zh "请对方用 7-Zip 或 WinRAR 以 AES-256 加密（不加密文件名）重新打包。"
                en "have it packed anew, encrypted with AES-256 (and names left readable)"
            HintBundlePassword {}
                zh "把密码写进只有自己能读的文件：--password-file FILE"
                en "write the password into a file that only you can read: --password-file FILE"
        }
    };
}

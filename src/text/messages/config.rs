//! Mistakes in configuration files.

macro_rules! config {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // mistakes in configuration files; place is file:line, key the dotted path
            ConfigSyntax { place }
                zh "{place} ：不是合法的 TOML。"
                en "{place} : this is not valid TOML."
            ConfigUnknownKey { place, key }
                zh "{place} ：没有 {key} 这个配置项。"
                en "{place} : there is no key {key} ."
            ConfigType { place, key, want, found }
                zh "{place} ： {key} 应写成 {want} ，而不是 {found} 。"
                en "{place} : {key} is written {want} , not {found} ."
            ConfigValue { place, key, value, want }
                zh "{place} ： {key} 不能是 {value} ，可以是 {want} 。"
                en "{place} : {key} cannot be {value} , it can be {want} ."
            ConfigMissing { place, key, want }
                zh "{place} ：缺少 {key} ，应写成 {want} 。"
                en "{place} : {key} is missing, it is written {want} ."
            ConfigTwice { place, key, first }
                zh "{place} ： {key} 在 {first} 已经写过。"
                en "{place} : {key} was already written at {first} ."
            ConfigAgain { place, key }
                zh "{place} ： {key} 在同一个文件里写了两次。"
                en "{place} : {key} is written twice in this file."
            ConfigPlainSecret { place, key }
                zh "{place} ： {key} 里不能直接写密码，只能写密码的出处。"
                en "{place} : {key} must not hold a password, only where it is kept."
            ConfigNoGroup { place, name }
                zh "{place} ：没有名为 {name} 的组。"
                en "{place} : there is no group named {name} ."
            ConfigNoTarget { place, name, kind }
                zh "{place} ：没有名为 {name} 的目标（kind = \"{kind}\"）。"
                en "{place} : there is no target named {name} (kind = \"{kind}\") ."
            ConfigNoSet { place, name }
                zh "{place} ：没有名为 {name} 的备份集。"
                en "{place} : there is no backup set named {name} ."
            ReleaseClash { place, key, value, other, first }
                zh "{place} ： {key} （ {value} ）与 {other} （ {first} ）的目录重叠：根目录不能重复，状态目录不能重复，也不能与根目录互相包含。"
                en "{place} : {key} ( {value} ) overlaps the folders of {other} ( {first} ): roots differ, states differ, and none of the two lies in the other."
            ConfigName { place, name }
                zh "{place} ：名称 {name} 不能用：只能用文字、数字和 _ - . 三种符号，最多 64 个字符，开头不能是 - 或 . 。"
                en "{place} : the name {name} cannot be used: only letters, digits and the signs _ - . , at most 64, not starting with - or . ."
            ConfigNotUtf8 { place, found }
                zh "{place} ：文件不是 UTF-8 编码（像是 {found}）。"
                en "{place} : the file is not UTF-8 (it looks like {found})."
            ConfigTooBig { path, limit }
                zh "文件 {path} 超过 {limit} ，不是配置文件。"
                en "{path} is larger than {limit} : this is no configuration file."
            ConfigNotFile { path }
                zh "{path} 不是普通文件。"
                en "{path} is not a regular file."
            ConfigForeign { path }
                zh "当前目录下的 {path} 属于其他用户或任何人都能改写，不会自动采用。"
                en "{path} in the working folder belongs to another user or can be written by anyone, so it is not taken by itself."
            TargetDisabled { name, place }
                zh "目标 {name} 已停用（ {place} ）。"
                en "the target {name} is disabled ( {place} )."
            SameAddress { name, other, address }
                zh "目标 {name} 与 {other} 的地址相同： {address}"
                en "the targets {name} and {other} have the same address: {address}"
            SecretOwner { path, owner }
                zh "密码文件 {path} 属于用户号 {owner} ，不是当前用户也不是 root，拒绝使用。"
                en "the secret file {path} belongs to user id {owner} , neither this user nor root, so it is not used."
            SecretEmpty { what }
                zh "密码是空的： {what}"
                en "the password is empty: {what}"
            SecretTimeout { what, seconds }
                zh "取密码的命令 {seconds} 秒内没有结束，已终止： {what}"
                en "the password command did not end within {seconds} s and was killed: {what}"
        }
    };
}

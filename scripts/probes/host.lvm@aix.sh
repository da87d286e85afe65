part lspv
lspv
part groups
lsvg
part open
lsvg -o
part vg
lsvg -o | lsvg -i
part pv
lsvg -o | lsvg -ip
part lv
lsvg -o | lsvg -il

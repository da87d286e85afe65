part lssrc
lssrc -a

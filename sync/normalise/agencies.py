"""The words that names of agencies are made of: what they begin with and go on with (their ends: `agencyends`)."""

from __future__ import annotations

import re

from sync.normalise.searching import any_of, words

# Names complete in themselves; all heads on bare letters (see `searching`).
WHOLE = any_of(
    r"""(?:pho )?thu tuong(?: chinh phu| cp)?
    chinh phu
    ban quan ly lang chu tich ho chi minh
    t\.?tg chinh phu
    (?:van phong|thanh tra) chinh phu
    tong thanh tra(?: chinh phu)?
    ttgcp|ttcp|vpcp|ubtvqh
    (?:uy ban thuong vu|ubtv) quoc hoi
    quoc hoi(?: nuoc cong hoa xa hoi chu nghia viet nam| nuoc chxhcn viet nam)?
    van phong (?:quoc hoi|chu tich nuoc)
    (?:pho )?chu tich nuoc(?: viet nam dan chu cong hoa| chxhcn viet nam| cong hoa xa hoi chu nghia viet nam)?
    chu tich hoi dong bo truong
    hoi dong (?:bo truong|chinh phu|nha nuoc|dan toc|bau cu quoc gia)
    dai hoi dong co dong(?!(?: thuong nien| bat thuong)?(?: nam [0-9]{4})? (?:tong cong ty|cong ty|tap doan|ngan hang))
    bo chinh tri(?:(?:,| va| -) ban bi thu(?: trung uong)?(?: dang)?)?
    (?:ban bi thu|ban chap hanh|ban thuong vu) trung uong doan(?: (?:tncs|thanh nien cong san) ho chi minh)?
    ban bi thu(?: trung uong)?(?: dang)?
    (?:hoi nghi (?:lan thu [a-z0-9]+,? )?(?:cua )?)?ban chap hanh trung uong(?: dang)?(?: cong san viet nam)?
    (?:hoi nghi (?:lan thu [a-z0-9]+,? )?(?:cua )?)?bch ?(?:trung uong|tw)(?: dang)?
    van phong trung uong(?: dang)?
    trung uong(?! hoi)(?: dang)?(?: cong san viet nam)?
    (?:bo truong, chu nhiem )?uy ban dan toc
    (?:tong )?kiem toan nha nuoc(?: khu vuc [ivx]{1,4})?
    (?:chu tich )?uy ban quan ly von nha nuoc tai doanh nghiep
    (?:(?:hoi dong tham phan|chanh an) )?toa an nhan dan toi cao
    (?:vien truong )?(?:vien kiem sat nhan dan|vksnd) toi cao
    (?:(?:hoi dong tham phan|chanh an) )?tand(?:tc| toi cao)
    (?:vien truong )?vksndtc
    (?:(?:ban thuong truc|doan chu tich) )?uy ban trung uong mat tran to quoc viet nam""".replace("bch ?", "bch\\s?")
)
# Names that a place may follow ("UBND tỉnh Ninh Thuận", "Tỉnh ủy Ninh Thuận").
LOCAL = any_of(
    r"""(?:thuong truc |tt )?(?:hoi dong nhan dan|hdnd)
    (?:(?:pho )?chu tich |ct )?(?:uy ban nhan dan|ubnd|uy ban hanh chinh)
    (?:(?:pho )?chu tich )?ub(?= (?:tinh|tp|huyen|thanh))
    (?:ban (?:thuong vu|chap hanh|to chuc|tuyen giao|dan van|noi chinh|can su dang) )?(?:tinh|thanh|huyen|quan|thi) uy
    (?:(?:thuong truc|bi thu|van phong|btv|bch|uy ban kiem tra|ubkt) )?(?:tinh|thanh|huyen|quan|thi) uy
    (?:ban (?:chap hanh|thuong vu)|bch|btv) dang bo
    van phong (?:hoi dong nhan dan|hdnd)(?: va|,| -) (?:uy ban nhan dan|ubnd)
    (?:uy ban|hoi dong) bau cu(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|xa|phuong))
    (?:(?:chi )?cuc )?thi hanh an dan su(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|khu vuc))
    dang uy cac co quan dang
    (?:chi nhanh )?van phong dang ky (?:quyen su dung dat|dat dai)
    to dai bieu (?:hoi dong nhan dan|hdnd) (?:tinh|thanh pho|huyen|thi xa|xa|phuong) (?:don vi|khu vuc|tai)
    van phong (?:doan dai bieu quoc hoi|doan dbqh) va (?:hoi dong nhan dan|hdnd)
    dang bo(?! (?:so|bo|cuc|chi cuc|van phong|truong|trung tam|benh vien|cong ty)\s[a-z])
    kho bac nha nuoc
    (?:thong doc )?ngan hang nha nuoc(?: viet nam)?(?:,? chi nhanh)?
    (?:(?:chanh an|vien truong) )?(?:tand|vksnd)(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|cap))
    (?:(?:ban thuong vu|ban chap hanh|btv|bch|bi thu) )?(?:tinh|thanh|huyen|quan|thi|trung uong) doan
    ban vi su tien bo (?:cua )?phu nu
    ban quan ly (?:cac )?khu (?:cong nghiep|kinh te|cong nghe cao)(?:,? va (?:cac )?khu (?:cong nghiep|kinh te))?
    dang uy khoi (?:cac )?(?:co quan|doanh nghiep)(?: va doanh nghiep)?
    (?:doan dai bieu quoc hoi|doan dbqh|cong an|thanh tra)(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|cap))
    (?:vien kiem sat nhan dan|toa an nhan dan|thong ke)(?= (?:tinh|thanh pho|huyen|tp|quan|thi xa|cap))"""
)
# Names that a proper name must follow ("Bộ Tài chính"), or that stand alone where the sentence allows it ("của Sở").
OPEN = any_of(
    r"""(?:(?:ban thuong vu|ban thuong truc|doan chu tich|ban chap hanh) )?trung uong hoi
    (?:pho )?(?:thu truong|bo truong|giam doc|cuc truong|chi cuc truong|vien truong|chanh an|chanh van phong)
    ban (?:chi dao|chi huy|chu nhiem|van dong|giam sat|kiem soat|thu ky)|to (?:giup viec|kiem tra)
    doan (?:kiem tra|giam sat|thanh tra)
    nha (?:thieu nhi|van hoa|hat|khach)|cang(?: ca| vu)?|ben xe|san bay|cau lac bo|clb|bo phan
    cong thong tin dien tu|co quan(?: canh sat dieu tra)?|van phong dai dien
    cum thi dua|gd|pgd|dai su quan|tong lanh su quan|doanh nghiep tu nhan|dntn
    tong giam doc|tong cuc truong|chanh thanh tra|chu nhiem|(?:pho )?chu tich|bi thu|hieu truong|truong ban
    (?:pho )?truong phong
    thong doc|tu lenh
    lien bo|lien nganh|lien so|bo tu lenh|bo chi huy|bo|so
    tong cuc|chi cuc|cuc|vu|van phong|vien kiem sat(?: nhan dan)?|vien(?: nghien cuu)?
    trung tam(?: nghien cuu(?:,? chuyen giao)?| ung dung| kiem soat| dich vu)?|toa an(?: nhan dan)?
    ngan hang|kho bac|cong an|thanh tra|kiem toan|bao hiem xa hoi|hai quan|thue|quan khu
    truong|dai hoc|hoc vien|benh vien|nha xuat ban|dai phat thanh(?: va| -) truyen hinh|dai phat thanh|dai
    tong cong ty|cong ty|tap doan|quy
    (?:(?:ban thuong vu|ban chap hanh|bi thu|thuong truc|van phong|uy ban kiem tra) )?dang uy|dang doan|dang bo
    chi bo|chi doan|doan
    hoi dong(?: thanh vien| quan tri| truong| tu van| tham dinh| sang kien)?
    lien hiep cac (?:hoi|to chuc)|(?:(?:ban thuong vu|doan chu tich|ban chap hanh) )?(?:tong )?lien doan
    lien hiep
    hoi nghi|hoi|mat tran|dai hoi|tieu ban
    ban quan ly du an(?: dau tu)?(?: xay dung)?(?: (?:cac )?cong trinh)?
    bql|doi|hai (?:doi|doan)|don|hat|su doan|lien minh|hiep hoi|cong doan(?: nganh)?
    bao tang|bao(?: va phat thanh,? truyen hinh| va dai(?: phat thanh(?: va| -) truyen hinh)?)?
    tap chi|nha may|xi nghiep|hop tac xa|htx
    chi nhanh|phan vien|phan hieu|buu cuc|dien luc|buu dien|thu vien|tram|khu|trai (?:tam )?giam|nong truong
    lam truong|trung doan|lu doan|tieu doan|vuon quoc gia|khu bao ton|quan chung|binh chung|chi uy|cang vu
    to cong tac|to|phong|ban can su dang|ban|uy ban|ub|bch|bcd|btv"""
)
# Who leads a body, where the body's own name follows ("Hạt trưởng Hạt Kiểm lâm", "Trưởng phòng Kinh tế").
TITLE = any_of(
    r"""dai hoi dong co dong(?: thuong nien| bat thuong)?(?: nam [0-9]{4})?
    (?:pho )?truong ban(?: thuong truc)?|pho (?:chu tich|bi thu|giam doc|hieu truong|chu nhiem) thuong truc
    (?:(?:quyen|q\.|pho|nguyen) )?(?:hat|doi|tram|to|vu|don|doan|cuc|chi cuc|tong cuc|vien|dai|cum|tieu ban) truong
    (?:(?:quyen|q\.|pho) )?(?:truong|chi huy truong|chanh|chinh uy|tu lenh|tham muu truong|chu tich|chu nhiem|bi thu)
    (?:(?:quyen|q\.|pho) )?(?:giam doc|tong giam doc|hieu truong|thong doc|thu truong|dai dien|tm|pgd|gd)"""
)
# Heads that careless hands write with a small letter, and that are names all the same.
SMALL = any_of(
    r"""thu tuong|chinh phu|quoc hoi|uy ban (?:nhan dan|thuong vu)|hoi dong nhan dan|ubnd|hdnd
    chu tich (?:uy ban|ubnd|nuoc)|bo (?:truong )?[a-z]|ban (?:bi thu|chap hanh|thuong vu)
    tinh uy|thanh uy|huyen uy|giam doc so|lien bo|lien nganh|lien so""",
    after="",
)
# One abbreviation as a name: "UBNDTP", "SKHCN", "TW".
SHORT = re.compile(
    r"(?:UBND|HĐND|UB|B|S|TT|VP|CT)[A-ZĐƯ][A-ZĐƯ&\-]{1,12}(?:TP|[a-zđ]{1,2})?(?![\w&])|(?:TW|TƯ|CP|TTg|TU|HU|ĐU|BTV)(?!\w)"
)
# Offices and firms known by capitals alone ("EVN", "TAND tỉnh"); what may follow one.
CAPITALS = re.compile(r"[A-ZĐ]{3,9}(?:[&-][A-ZĐ]{1,6})?(?![\w&])")
# Agencies whose names go on in small letters as long as no verb follows ("Ban Chỉ đạo cải cách hành chính tỉnh").
LOOSE = any_of(
    r"""uy ban|ban|tieu ban|bql|doi|hat|lien minh|hiep hoi|cong doan|to|truong|hoi dong|phong|chi cuc|cuc|tong cuc|vu
    trung tam|vien|van phong|hoi|quy|chi bo|lien doan|doan|cong ty|hop tac xa|htx|xi nghiep|nha may
    hoc vien"""
)
# Named by what they do: "Đoàn giám sát".
ACTING = any_of(
    "doan(?: kiem tra| giam sat| thanh tra)?|hoi dong|to(?: cong tac| kiem tra| giup viec)?|ban(?: chi dao| van dong)?"
)
# Second syllables that are verbs alone but close a compound behind a capital: "Đăng ký đất đai", "Ngoại giao".
CLOSING = words(
    """dang ky, chuyen giao, ngoai giao, ban giao, trung cap, cao cap, so cap, cung cap, uy quyen, the che,
    chung nhan, tiep nhan, cong nhan, mua ban, moi gioi, tuong tro, hop nhat, thong nhat, quan tri, dieu tri, noi tru,
    ngoai tru, don vi, thiet bi, trang bi, tu do, hau can, dia chi, bau cu, thu ky, ky gui, chuan bi,
    co cong, trong nuoc, ngoai nuoc, vac xin, to chuc, luu ky"""
)
# Pairs of syllables that are written small inside names ("Phát triển nông thôn"); no sentence goes on with them.
PAIRS = words(
    """nhan dan, nong thon, van tai, xa hoi, chat luong, do luong, tri tue, buc xa, hat nhan, nguyen tu,
    thuong mai, cong nghe, thong tin, truyen thong, moi truong, bien doi, khi hau, doanh nghiep, quoc te,
    quoc gia, toi cao, cap cao, quan su, bien phong, trung uong, dia phuong, cong nghiep,
    nong nghiep, lam nghiep, thuy san, thuy loi, kiem lam, thuc vat, thuc pham, ve sinh, giao duc, dao tao,
    nghe nghiep, viec lam, thuong binh, dan toc, ton giao, van hoa, the thao, du lich, gia dinh, dau tu,
    khoa hoc, xay dung, giao thong, duong bo, hang khong, hang hai, buu chinh, vien thong, tan so, vo tuyen,
    dien tu, doi moi, sang tao, thi truong, hanh chinh, tu phap, phong chay, chua chay, cuu nan, thien tai,
    tim kiem, nha nuoc, dat dai, tai nguyen, khoang san, thong ke, luu tru, khen thuong, dang bo, cong san,
    chu nghia, tieu chuan, san xuat, kinh te, su nghiep, thanh nien, phu nu, nong dan, lao dong, chien binh,
    nghe thuat, ky thuat, du phong, hoi nhap, tri thuc, tien bo, noi vu, tai chinh, ngoai giao, cong an,
    sinh vien, hoc sinh, can bo, chuyen mon, chuyen nganh, dai hoc, cao dang, mam non, tieu hoc, trung hoc, pho thong,
    dieu duong, xet nghiem, kiem nghiem, phap y, giam dinh, bien tap, bao chi, xuat ban, dien luc, cap nuoc, thoat nuoc,
    do thi, nha o, ha tang, chung khoan, tin dung, chinh sach, dan su, hinh su, khao thi, tre em, nguoi cao tuoi,
    cong ty, dan so, cac cap, cong trinh, chuong trinh, quy trinh, quoc phong, thi dua, phat trien, bao ve, y te,
    nong lam, thuy van, quy hoach, chan nuoi, trong trot, co truyen,
    khi tuong, kiem dinh, cong thuong, du an, dau thau, benh tat, phuc hoi, chuc nang, tam than, da lieu, nhiet doi,
    tim mach, y hoc, duoc lieu, my pham, quan trac, khuyen nong, khuyen ngu, vat tu, nong san, de dieu, lam san,
    dong vat, thu y, vat nuoi, cay trong, doanh nhan, nhan luc, nguon luc, dia chinh, do dac, ban do, vien tham,
    bao tang, thu vien, di san, dien anh, tro giup, phap ly, cong chung, thi hanh, cuu ho, cuu tro, nhan dao, nan nhan,
    chat doc, da cam, khuyet tat, mo coi, an ninh, an toan, trat tu, cua khau, kiem dich, san pham, hang hoa, tai san,
    dau gia, doi ngoai, ngoai vu, bien gioi, hai dao, vat lieu, nang luong, dien gio, xang dau, trung cap, cap cuu,
    so huu, giong cay, thong tan, phat thanh, truyen hinh, hoa binh, huu nghi, tam ly, tri lieu, suc khoe,
    sinh san, ngan hang, ngan sach, phap che, phap luat, giai phong, mat bang, tai dinh, lam vuon, sinh vat,
    nong lam san, nong lam thuy san, tai tao, chuyen doi, giao dich, xuat nhap, nhap canh, ke toan, xo so, dich te,
    nghia vu, phong thu, xung phong, cong cong, chuyen gia, co so, co phan,
    nuoc sach, nong hoc, hai san, thuy loi, ho chua, dap va, thoat lu, cong vien, cay xanh, chieu sang, ben xe,
    che bien, y khoa"""
)
# Pairs that do not lengthen a name by themselves, but raise no doubt in one.
KNOWN = words(
    """nghiep vu, trong diem, phu hop, phong ho, dac dung, di tich, bat dong, thanh vien, kien thiet, cong dong,
    giao chuc, tien tien, nha nuoc, chung cu, lich su, noi dia, noi bo, chinh tri, co dong,
    cong chuc, vien chuc, nhiem vu, tieu dung, ca the, tu nhan, quoc tich, ho tich, bao hiem, dac biet, ven bien,
    quy dat, trong yeu, thong minh, dac thu, nang khieu, lien nganh, lien thong, chi nhanh"""
)
# Single syllables within compounds, which no clause begins with: "Hải dương học", "Kế hoạch hóa", "rừng phòng hộ".
THIRDS = words("học, hóa, hoá, cao, trẻ, điện, số, công, hội, viên, rừng, đất")
# Halves of names that a comma parts, which "và" need not join.
HALVES = any_of(
    """phong, chong
    kham(?: benh)?, chua benh
    dao tao,? boi duong
    tu van,? phan bien
    bao ton,? bao tang
    cay trong,? vat nuoi
    quan ly,? giam sat
    bao ve,? cham soc suc khoe(?: can bo)?
    boi thuong,? ho tro(?:,| va) tai dinh cu
    ho tich,? quoc tich,? chung thuc
    thanh thieu nien,? nhi dong
    phat thanh,? truyen hinh(?: va thong tin dien tu)?
    xuat canh,? nhap canh
    tham nhung,? (?:lang phi,? )?tieu cuc
    pho bien,? giao duc
    phong chay,? chua chay
    cuu nan,? cuu ho
    thi dua(?:,| -)? khen thuong
    thong tin,? thong ke
    hanh chinh,? quan tri
    hoc sinh,? sinh vien
    tham dinh,? danh gia(?: va giam dinh)?
    truyen thong,? giao duc suc khoe
    y,? duoc co truyen
    buu chinh,? vien thong
    bien,? (?:hai )?dao va thuy san
    sap xep,? doi moi""",
    after="(?![a-z])",
)
# The same of what bodies do that are named by it: "Hội đồng đánh giá, nghiệm thu".
DEEDS = any_of(
    """danh gia,? phan hang
    danh gia,? nghiem thu
    tuyen chon,? giao truc tiep
    xet,? cong nhan
    kiem tra,? giam sat""",
    after="(?![a-z])",
)
# What the committees of the Party's centre are about, as their names say it behind "về".
COMMITTEES_FIELDS = any_of(
    """phat trien khoa hoc,? cong nghe,? doi moi sang tao(?: va|,) chuyen doi so(?: va de an 06)?
    phong,? chong tham nhung(?:, lang phi)?(?:,| va) tieu cuc"""
)
PLACES = re.compile(
    r"(?:tỉnh|thành\s?phố|huyện|quận|thị\s?xã|xã(?!\shội)|phường|thị\s?trấn|đặc\s?khu|khu\svực|tp|t\.p|tx"
    r"|tinh(?!\s(?:gọn|giản|giảm|thần|hoa|túy|tuý|luyện|chế|nhuệ))|thanh\spho"
    r"|huyen|(?-i:TT|[THXPQ])(?=\.\s?(?-i:[A-ZĐ]))"
    r"|(?:miền|phía|vùng|cảng|biển|hồ|đảo|sông|núi|thôn|ga|chợ|sân bay|khu phố)(?=\s(?-i:[A-ZĐ])))(?![^\W_])\.?",
    re.IGNORECASE,
)
# Places of one kind without their names, or with several: "các huyện, thành phố", "03 xã", "các sở, ban, ngành".
SEVERAL_PLACES = re.compile(
    r"\s(?:các|[0-9]{1,2})\s(?:huyện|thành phố|thị xã|xã|phường|thị trấn|tỉnh|quận)"
    r"(?:(?:,|/|\svà|,\svà|\s-)\s?(?:huyện|thành phố|thị xã|xã|phường|thị trấn|tỉnh|quận|đặc khu))*(?!\w)"
)
# As in "khóa XIV", "(khóa XII)", "khóa X, nhiệm kỳ 2020-2025", "Ban Tổ chức Hội thi … lần thứ XII".
TERM = re.compile(
    r"\s{1,2}(?P<open>\()?(?:khoa|nhiem ky|lan thu)\s{1,2}(?:[ivx]{1,6}|[0-9]{1,2}|thu [a-z]+)(?![a-z0-9])"
    r"(?:,? nhiem ky [0-9]{4}\s?-\s?[0-9]{4})?(?P<close>\))?"
)

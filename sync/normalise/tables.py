"""Which Vietnamese syllables are used, and with which words a cell of a report begins.

Gathered by hand for this product from the vocabulary of official documents; lists of facts, not a dictionary.
"""

from __future__ import annotations

# Often in reports, budgets, lists of works: what a right reading of a damaged text is made of.
_FREQUENT = """
ảnh án ánh áp ấp ban bà bàn bản bảng bảo bảy bãi bám bán báo băng bằng bắc bắt bậc bê bên bền bến bệnh biên biển biến
biện bình bị bò bỏ bông bồi bổ bố bối bộ bội bột bơm bờ buổi bước bưu bữa bức canh cao cày cả cải cảng cảnh cá các
cách cánh cáo cáp cát cạnh căn cắt cân cây cần cầu cấp cấu cận cập chai chàm chào cháy chăm chăn chặt chân châu chấn
chấp chất chậm chè chẽ chế chi chiều chiếc chiếm chiến chiết chiếu chìm chỉ chỉnh chí chính chị cho chó chóng chọn
chôn chồng chống chở chợ chuẩn chung chuối chuột chuyên chuyền chuyển chuyến chủ chú chúng chụp chưa chương chữ chữa
chứa chức chứng com con còn có cọc cô côn công cổ cổng cố cống cộng cột cơ cơm cờ cỡ cung cuộc cùng củ của cũ cũng cụ
cục cụm cưa cương cường cưỡng cước cừu cửa cứ cứu cực da danh day dài dân dây dầu dẫn dệt di diễn diện dinh dịch dịp
doanh dòng dõi dọn dốc dung duyệt dùng dũng dụng dư dương dưỡng dưới dược dừa dữ dự dựa dựng đa đai đam đài đàm đào
đảm đảng đã đá đán đánh đáp đáy đại đạo đạt đăng đẳng đắp đặc đặt đầu đầy đẩy đất đấu đập đậu đèn đẹp đê đêm đề đền để
đến đệ đi điều điểm điện đình đĩa đính địa định đo đoan đoàn đoạn đó đô đôn đông đồ đồng đổ đổi đốc đối đốt độ độc đội
động đột đơn đời đợt đua đủ đúc đúng đưa đường được đừng đức đứng e em ép ê gang gà gạch gạo găng gắn gặp gây gầm gần
gia giai giao giày giả giải giảm giản giảng giá giác giám giáo giặt giấc giấy giếng giết giống giờ giới giúp giữ giữa
góc gói góp gót gọi gồm gỗ gốc gỡ gừng gửi hai hà hàn hàng hành hải hán hạ hại hạn hạng hạnh hạt hầm hấp hậu hẻm hết
hệ hiền hiểm hiển hiểu hiếm hiến hiện hiệp hiệu hình hoa hoà hoàn hoàng hoả hoá hoạ hoạch hoạt hòa hỏa hỏi hỏng hóa
họa học họp hồ hồi hồng hỗ hộ hội hộp hơi hơn hợp huấn huy huyện huỷ hùng hủy hương hưởng hướng hưu hữu hy in ích ít
kem kèm kẻ kẽm kéo kê kênh kể kế kết khai khác khách khám khánh khăn khẩn khẩu khấu khi khiếu khí kho khoa khoai khoản
khoảng khoán khoáng khó khóa khô không khổ khối khởi khu khung khuyến khuyết kiên kiểm kiểu kiếm kiến kiệm kiện kim
kinh kính kịp kỳ kỷ kỹ ký lao là làm làng lãi lãnh lán lạc lại lạnh lắp lâm lâu lần lẫn lấy lập lẻ lê lên lề lễ lệ
lệch lệnh liên liền liệt liệu linh lĩnh lít lo loa loại long lò lọc lồng lối lốp lộ lớn lớp lợi lợn lợp luận luật
luyện lũ lúa lụa lục lụt lường lưỡi lưới lượng lượt lưu lửa lực lý mang may màu mãn máng máy mạ mạc mạch mại mạng mạnh
mắc mắt mặn mặt mây mầm mầu mẫu mất mật mẻ méo mét mẹ mềm miền miễn miếng miệng minh mía mòn mỏ mỏng móc móng mót mô
môi môn mồ mỗi mộ mộc một mở mỡ mới mua muối mùa mủ mủi mũi mục mưa mương mượn mưu mức mỹ nam nào này nại nạn nạo nạp
năm năng nằm nắp nặng nâng nấm nên nền nếu ngang ngành ngày ngăn ngắn ngân ngầm ngập nghèo nghề nghệ nghi nghiêm
nghiên nghiệm nghiệp nghỉ nghĩa nghị ngoài ngoại ngói ngọt nguồn nguyên nguyễn nguyệt người ngữ nha nhanh nhà nhãn
nhánh nhạc nhằm nhắc nhân nhất nhận nhập nhật nhẹ nhi nhiên nhiều nhiễm nhiếp nhiệm nhiệt nhì nhìn nho nhỏ nhóm nhôm
nhờ nhớt nhu nhung nhuộm như nhượng những nhựa nhựt niêm niệm ninh noãn nông nổi nỗ nối nội nộp nơi nợ nung nuôi núi
nút nước nữ nữa nứa o ô ông ổ ổi ổn ốc ống ơ ở ớt pa phan phao phà phải phản phá pháo pháp phát phạm phạt phân phần
phẩm phẫu phấn phép phê phế phiếu phim phin phí phía phong phòng phó phóng phôi phông phổ phổi phố phối phun phù phủ
phú phúc phụ phục phương phường phước phượng phức qua quan quang quay quả quản quảng quá quán quạt quặng quân quần
quận que quét quê quế quốc quy quyền quyển quyết quỹ quý ra rang ranh rau rà rải rãnh rác rạch răng rắn riêng rịa rỗng
rộng rơm rời run ruộng rút rừng rửa sa san sang sau sàn sành sào sản sách sáng sát sáu sạch sắp sắt sâm sâu sấy sen sẽ
sét siêu sinh sĩ soát soạn sò sỏi sóng sọ sông sổ số sơ sơn sở sớm sợi suất suối súc súng sút sườn sừng sử sửa sữa sứ
sức sự tài tàu tải tảng tảo tác tách tái táo tạc tại tạm tạo tăng tắc tâm tân tây tầm tầng tẩy tấm tấn tất tập tên tế
tết tệ tham than thanh thao thay thành thải thảo thái thám tháng tháo tháp thạch thạnh thăm thẳng thắng thâm thân thần
thầu thẩm thấm thấp thất thấy thập then theo thẻ thép thêm thể thế thi thiên thiêu thiểu thiếc thiết thiếu thiện thiệt
thí thích thị thịt thoả thoát thoại thỏa thọ thô thôn thông thổ thống thơm thời thợ thu thuần thuận thuật thuê thuế
thuốc thuộc thuyền thuyết thuỷ thù thùng thủ thủy thú thúng thụ thư thương thường thưởng thước thượng thừa thử thứ
thức thực tiêm tiên tiêu tiền tiểu tiến tiếng tiếp tiết tiện tim tin tinh tìm tình tỉ tỉnh tĩnh tích tính to toà toàn
toả toán tòa tọa tô tôi tôm tôn tồn tổ tổn tổng tố tốc tối tốt tơ tờ tới tra trang tranh trà tràm trào trả trái tráng
trại trạm trạng trắng trâu trầm trần trấn trận trật tre treo trẻ trên triển triệu trì trình trí trích trị trong trò
tròn trọng trồng trống trộm trộn trời trở trợ trung truy truyền trú trúc trúng trụ trục trưng trương trường trưởng
trước trừ trữ trứng trực tu tuần tuấn tuệ tuổi tuyên tuyển tuyến tuyết tuyệt tủ túc túi tục tư tương tường tưới tướng
tượng từ tử tức tự ty tỷ u uỷ ủy ư ươm ước ứng vai van vay và vàng vào vải vãng vách vạn văn vắng vẫn vấn vận vật vé
vẹn về vệ vi viên viễn việc viện việt vì vĩnh ví vị vịt vòng vỏ võ vô vôi vôn vốn vở vỡ với vui vùng vũng vụ vụn vườn
vướng vượt vừa vữa vững vựa vực xanh xay xã xác xạ xăng xây xe xem xét xi xiên xích xoài xoá xoắn xong xóa xông xốp
xuân xuất xuống xuyên xương xưởng xử xứ y yên yêu yến yếu ý
"""

# Used at all; with FREQUENT all syllables that a reader would take for Vietnamese words.
_RARER = """
a ai am an ang anh ao à ải ảm ản ảng ảo á ác ách ái ám áng áo át áy ạ ạc ạch ăn ẳng ẵm ẵng ắc ắp ắt âm ân âu ầm ẩm ẩn
ẩu ẩy ấm ấn ất ấu ấy ập ba bang bao bay bài bàng bào bày bả bải bã bão bá bác bách bái báng bát bạ bạc bạch bại bạn
bạo bạt băn bắn bắng bắp bặc bặt bâu bây bầm bần bầu bẩm bẩn bẩy bẫy bấc bấm bấp bất bấu bận bập bật bậu bậy be beo bè
bèo bẻ bẽ bé bén béo bét bẹn bẹp bênh bêu bề bể bễ bế bếch bếp bệ bệch bện bệp bi bia biền biểu biếc biết biếu biệt
binh bì bìa bỉ bỉnh bí bích bính bít bịch bịnh bịt bo bom bon bong boong bõ bó bóc bói bón bóng bóp bót bọ bọc bọt bô
bôi bôm bồ bồn bồng bổn bổng bỗng bốc bốn bộc bộn bơ bơi bơn bở bởi bỡ bớ bớp bớt bu bung buôn buông buồn buồng buộc
buýt bù bùa bùi bùn bùng bú búa búi bún búp bút bụ bục bụi bụng bụt bưng bưởi bướm bừa bừng bửng bửu bứa bực ca cai
cam can cang cau cay cà cài càn càng cành cào càu cảm cản cảo cãi cái cám cán cáng cáu cáy cạ cạc cạch cạm cạn cạo cạp
cạy căm căng cằm cằn cẳng cắm cắn cắp cặn cặp cặt câu cầm cầy cẩm cẩn cẩu cấm cấn cất cấy cật cậu cậy cha cham chan
chang chanh chao chau chay chà chài chàng chày chả chải chảnh chảo chảy chão chác chái chán chánh cháo cháp chát cháu
chạ chạc chạm chạn chạng chạo chạt chạy chăng chằm chằn chằng chẳng chẵn chắc chắm chắn chắp chắt chặc chặm chặn chặng
châm chây chầm chần chầu chầy chẩn chẩy chấm chấu chập chật chậu che chen chèn chèo chẻ ché chém chén chéo chép chê
chêm chênh chễ chếch chết chệch chia chiêm chiên chiêng chiêu chiền chiểu chiếp chiện chim chinh chì chìa chĩnh chĩu
chích chín chíp chít chịt chịu choàng choạng choắt choé choi chong chò chòi chòm chòng chỏ chõi chõng chóc chói chóp
chót chọc chọi chọt chôm chông chồi chồm chồn chổi chổm chổng chối chốn chốt chộp chột chơ chơi chơn chờ chớ chới chớm
chớp chớt chợt chu chua chui chum chun chuôi chuông chuồng chuỗi chuốt chuộng chuyện chùa chùi chùm chùn chùng chủi
chủng chũ chúa chúc chúm chút chục chụm chư chưng chưởng chước chướng chược chừ chừng chửa chứ chực co coi cong cò còi
còm còng cỏ cõi cõng cóc cói cóng cót cọ cọng côi cồ cồm cồn cồng cỗ cốc cối cốm cốp cốt cộ cộc cội cộm cơi cơn cởi cớ
cợt cu cua cuồn cuồng cuỗm cuốc cuối cuốn cuống cuội cuộn cù cùi cùn củi củng cú cúa cúc cúi cúm cúng cúp cụng cụt cư
cưng cười cưỡi cưới cướp cừ cử cửu cữ cứa cức cứng cự cựa cựu dai dan dang dao dà dàm dàn dàng dành dào dàu dày dải dã
dãy dác dái dám dán dáng dát dạ dạc dại dạn dạng dạo dạt dạy dăm dăn dằm dằn dắn dắt dặc dặm dặn dặt dâm dâng dâu dầm
dần dẫu dấm dấn dấp dấu dấy dậm dập dật dậu dậy dè dẻ dẻo dẽ dẹp dê dên dễ dễnh dế dếch diêm diên diêu diều diễm diễu
diếc diến diệp diệt diệu dì dìm dỉ dĩ dĩnh dí dính díu dị dịu do doãn doạ doi dom don dong dò dòi dòm dỏng dó dóng dọ
dọa dọc dọi dôi dông dồi dồn dồng dối dốn dốt dộc dội dột dơ dơi dời dở dỡ dớp dợ dợn du dua dun duỗi duy duyên dù dùa
dùi dùm dũ dũi dúi dụ dục dụi dưa dưng dười dường dượng dượt dừ dừng dứa dức dứng dứt đan đang đanh đao đau đay đà đàn
đàng đành đày đả đản đảo đãi đãng đãy đác đái đám đáng đáo đát đạc đạm đạn đạp đạy đăm đằm đằng đắc đắm đắn đắng đắt
đặng đâm đâu đây đầm đần đẩu đẫm đẫn đấm đấng đấy đậm đật đậy đe đem đen đeo đè đèo đẻ đẽ đẽo đén đét đẹt đều đểu đễ
đế đếm đệm điên điềm điền điển điểu điếc điếm điếng điếu điệp điệu đinh đì đỉa đỉnh đĩ đĩnh đí đích đít địch đoản đoá
đoái đoán đoạ đoạt đom đon đong đò đòi đòn đòng đỏ đóc đói đóm đón đóng đót đọ đọc đọng đôi đồi đồn đổng đỗ đỗi đố đốn
đống đốp độn độp đơ đờ đờn đỡ đớ đới đớn đớp đợi đu đui đun đung đuôi đuổi đuốc đuối đuống đù đùa đùi đùn đùng đủi đũ
đũa đũng đú đúp đút đục đụn đụng đụt đương đười đước đượm đứa đứt đực đựng eo èo ẻ ẻo é én ẹp êm ề ễnh ế ếch ếm ga gai
gam gan gay gài gàn gàng gào gày gả gảy gãi gãy gá gác gái gán gáng gáo gáy gạc gạn gạt găm gằn gắm gắng gắp gắt gặm
gặt gân gâu gầy gấm gấp gấu gậm gập gật gậy ghe ghen ghèn ghẻ ghé ghém ghép ghét ghẹ ghê ghềnh ghế ghi ghim ghì ghìm
giam gian giang già giàn giàng giành giào giàu giảo giã giãi giãn giãy gián giáng giáp giát giạ giạt giăng giằng giắt
giặc giâm giây giầy giẫy giấm giấn giấu giậm giận giập giật giậu gieo giẻ giêng giềng gio giò giòi giòng giỏ giỏi gió
gióc giói gióng giọng giọt giông giồng giỗ giơ giời giở giỡn giun giũ giũa giục giương giường giựt gì gìn go goá gom
gong gò gòn gỏ gỏi gõ góa góm gọ gọn gọng gọt gô gông gồ gồng gối gốm gốp gộc gội gộp gột gờ gởi gớm gợi guồng guốc gù
gùi gụ gục gươm gương gường gượm gượng ha ham han hang hanh hao hay hài hàm hào hàu hả hảo hảy hãi hãm hãn hãng hãnh
hão hãy há hác hách hái hám háng háo hát háy hạc hạch hạm hạp hăm hăng hằm hằn hằng hẳn hẵng hắc hắn hắt hâm hân hâu
hầu hẩm hẩn hất hấu hận hập hem hen heo hè hèn hẻ hẻo hé héo hét hẹ hẹn hẹp hê hên hề hếch hến hệt hiên hiềm hiếp hiếu
him hì hỉ hĩnh hí hít hị ho hoan hoang hoài hoành hoảng hoãn hoác hoán hoại hoạn hoằng hoặc hoe hoè hoét hoi hom hon
hong hò hòe hòi hòm hòn hòng hỏn hó hóc hói hóm hót họ họng hô hôi hôm hôn hông hồn hổ hổi hổng hỗn hố hốc hối hốn
hống hốt hộc hột hơ hờ hời hở hớ hớp hớt hợi hợt hu huân huê huế huếch huệ hun hung huơ huyên huyền huyễn huyết huỳnh
huý hùa hùi hùm hùn hủ hũ hú húc húp hút húy hụ hục hụt hư hưng hươu hường hước hượng hừ hừng hử hửng hứ hứa hứng hực
hỷ im inh ì ìn ỉ ỉa ỉu í ím ị ịch ke kè kèn kèo kẽ ké kém kén kép két kẹo kẹp kẹt kên kêu kề kền kềnh kếch kệ kha kham
khan khang khao khay khà khào khả khải khảm khản khảng khảo khá khái khán kháng kháo kháp khát kháy khạc khạng khăm
khăng khẳn khẳng khắc khắm khắn khắp khắt khâm khân khâu khấm khấn khất khập khật khe khen kheo khè khẽ khé khéo khép
khét khê khênh khêu khế khệ khiêm khiên khiển khiếm khiến khiếp khiết khinh khì khỉ khía khích khít khoan khoang
khoanh khoả khoảnh khoá khoác khoái khoát khoáy khoằm khoắn khoe khoẻ khoé khoét khom khò khỏa khỏe khỏi khóc khói
khóm khôi khôn khổn khổng khố khốc khốn khống khơi khờ khớp khuân khuây khuất khuấy khuê khuếch khum khuôn khuông khuơ
khuya khuyên khuynh khuỷu khuỵu khù khùng khủ khủng khú khúc khư khương khước khướu khử khứ khứa kia kiêm kiêng kiêu
kiềm kiền kiều kiếng kiếp kiệt kì kìa kìm kình kỉ kỉnh kĩ kĩu kí kích kín kíp kị kịch kịn kịt ky kỵ la lai lam lan
lang lau lay lài làn lành lào làu lày lả lải lảnh lảo lảy lã lãm lãng lão lá lác lách lái lám láng lánh láo láp lát
láu láy lạ lạch lạm lạng lạo lạp lạt lạy lăm lăn lăng lằn lằng lẳng lắc lắm lắng lắt lặc lặn lặng lặp lặt lân lây lầm
lầu lầy lẩm lẩn lẩu lẩy lẫm lẫy lấm lấn lấp lất lậm lận lật lậu le lem len leng leo lè lèn lèo lẽ lé lén léo lép lét
lẹ lẹp lênh lêu lềnh lều lể lển lế li lia liêm liêng liêu liềm liều liễn liễu liếc liếm liến liếp liệm lim lì lìa lình
lí lích lính líp líu lị lịa lịch lịm lịu loan loang loanh loà loài loã loãng loá loáng loạ loạn loạng loạt loe loét
loi lom lon lòe lòi lòn lòng lỏ lỏng lõ lõi lõm ló lóc lói lóng lót lọ lọi lọn lọt lô lôi lôn lông lồ lồi lồm lồn lổ
lỗ lỗi lố lốc lốt lộc lội lộm lộn lộng lộp lột lơ lơi lờ lời lờm lở lỡ lới lớt lợ lợm lợt lu lua luân luẩn lui lung
luôn luồn luồng luỗng luống luộc luộm luy luyến luyn luỹ lù lùa lùi lùm lùn lùng lủng lũi lũng lũy lú lúc lúm lún lút
lụ lụi lụm lụp lụy lư lưa lưng lương lười lưỡng lướt lược lượm lừ lừa lừng lửng lữ lững lứa lức lự lựa lựu lỵ ma mai
man manh mao mau mà mài màn màng mành mào mày mả mải mảng mảnh mảy mã mãi mãnh mão má mác mách mái mánh mát máu mạn
mạo mạt măng mằm mắm mắn mắng mặc mâm mân mâu mần mẩm mẩn mẩy mẫn mẫy mấp mấu mấy mậm mận mập mậu me men mè mèo mẽ mé
mén mép mẹo mẹt mê mênh mề mền mễ mế mếch mến mếu mệnh mệt mi miên miêu miễu miến miếu miện miệt min mì mìn mình mỉa
mỉm mí mích mím mít mị mịn mịt mo moi mon mong mò mòi mòng mỏi mõ mõm mó mói móm món móp mọ mọc mọi mọt môm mông mồi
mồm mồng mổ mổi mốc mối mốn mống mốt mội mộng mơ mơi mơn mờ mời mớ mớm mợ mợi mu mui mun mung muôn muồng muỗi muỗm
muỗng muốn muống muội muộn mù mùi mùn mùng mủng mũ mũm mú múa múc múi mún mút mụ mụn mụt mư mươi mười mường mướn mướp
mượt mừng mửa mứa mứt mực my mỳ mý na nai nan nang nanh nao nay nà nài nàn nàng nành nả nản nảo nảy não nãy ná nác
nách nái nám nán náo nát náu náy nạ nạc nạch nạng nạt năn nằn nằng nắc nắm nắn nắng nặn nặp nâm nâu nây nẩy nẫu nẫy
nấc nấn nấp nấu nấy nậm nậu ne nem nè nẻ né ném nén nép nét nẹp nẹt nê nêm nêu nề nể nếm nếp nệ nệm nện nga ngai ngan
ngao ngau ngay ngà ngài ngàm ngàn ngào ngả ngải ngảnh ngã ngách ngái ngám ngán ngáng ngáo ngáp ngát ngáy ngạ ngạc
ngạch ngại ngạnh ngạo ngạt ngăm ngẳn ngắc ngắm ngắt ngặt ngâu ngây ngần ngầu ngẩn ngẩng ngẫm ngẫu ngấm ngấn ngất ngấu
ngấy ngậm ngật nghe nghè nghèn nghẽn nghẽo nghé nghẹn nghẹt nghê nghênh nghể nghếch nghiêng nghiêu nghiền nghiến
nghiện nghiệt nghinh nghì nghìn nghĩ nghịch ngo ngoan ngoao ngoàm ngoảnh ngoạn ngoằn ngoắt ngoặc ngoặt ngoèo ngoẻo
ngoi ngon ngò ngòi ngòn ngỏ ngỏng ngõ ngóc ngón ngóng ngót ngọ ngọc ngọn ngô ngôi ngôn ngông ngồi ngồn ngổ ngổn ngỗ
ngỗng ngố ngốc ngộ ngộp ngột ngơ ngơi ngờ ngời ngỡ ngớ ngợi ngợp ngu nguẩy nguệch nguôi nguội nguy nguyền nguyện nguỵ
ngù ngùi ngùn ngủ ngũ ngụ ngục ngụm ngụy ngư ngưng ngưỡng ngước ngược ngượng ngưu ngừ ngừa ngừng ngửa ngứ ngứa ngự
ngựa ngực nhai nhan nhang nhao nhau nhay nhài nhàm nhàn nhành nhào nhàu nhả nhảm nhảy nhã nhãi nhãng nhão nhá nhác
nhách nhái nhám nháo nháp nhát nháy nhạn nhạt nhạy nhăm nhăn nhăng nhằng nhẳng nhẵn nhắm nhắn nhắp nhắt nhặn nhặt nhâm
nhâu nhầm nhầy nhẩm nhẩn nhẫn nhấm nhấn nhấp nhậm nhậu nhem nhen nheo nhè nhẽ nhé nhép nhét nhẹn nhẹt nhiêu nhiễu
nhiếc nhỉ nhí nhích nhím nhíp nhị nhịn nhịp nhoà nhoáng nhoè nhoẻn nhoi nhon nhò nhòm nhõ nhõng nhó nhóc nhói nhón nhọ
nhọc nhọn nhông nhồi nhổ nhốc nhốt nhộn nhộng nhột nhơ nhơn nhỡ nhớ nhớn nhợt nhuần nhuận nhuyễn nhuỵ nhùi nhủ nhũ
nhũng nhú nhúc nhúm nhúng nhục nhụt nhụy nhưng nhường nhướng nhược nhừ nhử nhữ nhứ nhức nhứt ni nia niên niêu niềm
niết niệu nì nỉ nĩa nít níu nịnh nịt no noi non nong nò nòi nòng nỏ nõn nó nóc nói nón nóng nóp nót nọ nọc nọng nô nôi
nôm nôn nồ nồi nồm nồng nổ nỗi nố nốc nống nốt nộ nộm nột nơ nơm nở nỡ nới nớp nớt nua nuông nuối nuốt nùng nủi nũng
nú núa núng núp nụ nưng nương nướng nướu nửa nức nứt nực nựng oai oan oang oanh oà oành oải oái oán oạch oe oi ong
oong ò õng ó óc ói óng óp ót ọ ọc ọp ôi ôm ôn ồ ồi ồm ồn ồng ổng ỗ ố ối ốm ốp ộ ộc ộn ộp ơi ơn ờ ời ớ ới ớn ợt pê pha
phai phang phanh phay phàm phàn phàng phào phả phảng phảy phác phách phái phám phán phạch phạn phăm phăng phẳng phắc
phắt phây phẩn phẩy phẫn phất phận phập phật phe phè phèn phẹt phên phều phễu phết phệ phi phiên phiêu phiền phiếm
phiến phiện phì phình phỉ phỉnh phích phím phít phị phịch pho phò phỏ phỏng phóc phọt phô phôm phồ phồn phồng phổng
phốc phốt phơ phơi phờ phở phới phớt phu phui phung phùng phủi phũ phún phút phụng phưng phướng phựt pin pít quai
quanh quà quài quàn quàng quành quào quày quải quảy quãng quác quách quái quánh quát quáy quạ quại quạng quạnh quạu
quạy quăn quăng quằn quẳng quắc quắp quắt quặc quặn quặt quây quầy quẩn quẩy quẫn quấn quất quấy quật quậy quen què
quèn quẻ quẹn quẹo quẹt quên quết quệ quện quệt qui quì quỉ quí quít quơ quờ quở quyên quyến quyện quyệt quỳ quỳnh quỷ
quýnh quýt quỵ rai ram ran rao ray ràn ràng rành rào rày rả rảnh rảo rảy rã rá rách rái rám rán ráng ráo ráp rát ráy
rạ rạc rạn rạng rạo rạp răm răn rằm rằng rắc rắm rắp rặc rặn rặt râm rân râu rây rầm rần rầu rầy rẩy rẫy rấn rất rậm
rận rập rật rậu re ren reo rè rèn rèo rẻ rẽ rén réo rét rẹt rê rên rêu rề rền rều rể rễ rế rết rệ rệp ri ria riêu
riềng riết rim rì rìa rình rìu rỉ rỉa rí rính rít rịt ro roà roi rom rong rò ròi ròm ròn ròng rỏ rõ ró róc rón róng
rót rọ rọc rọi rọt rô rôi rôm rông rồ rồi rồng rổ rỗ rỗi rốc rối rốn rống rốt rộ rộc rộm rộn rơ rơi rờ rờm rờn rởm rỡ
rớ rớm rớt rợ rợi rợn rợp ru rua rui rum rung ruồi ruồng ruổi ruỗng ruốc ruộc ruột rù rùa rùn rùng rủ rủi rủng rũ rú
rúc rúi rúm rúng rụ rục rụi rụng rụt rưa rưng rươi rương rười rườm rường rưỡi rước rưới rướn rượi rượt rượu rừ rữa rức
rựa rực sai sanh sao say sà sài sàm sàng sàu sả sải sảng sảnh sảo sảy sã sá sác sái sám sán sánh sáo sáp sạ sạc sạm
sạn sạo sạp sạt săm săn săng sẳn sẵn sắc sắm sắn sặc sặt sân sầm sần sầu sẩn sẩy sẫm sấm sấn sấp sấu sậm sập sậy se
seo sèn sẻ sẻn sẹo sẹt sê sên sêu sề sến sếu sệ si siểng siết sim sin sì sình sỉ sính sít sị sịa sịt so soái soán soạt
soi son song sòm sòn sòng sõi sóc sói sót sọc sọm sọt sô sôi sồ sồi sồn sổi sổng sỗ sốc sối sống sốt sộ sộc sộp sột sờ
sời sờn sớ sới sớt sợ su sum sung suôn suông suồng suốt suy suýt sù sùi sùng sủ sủa sủi sủng sú sún súp sụ sụa sục sụi
sụm sụng sụp sụt sư sưng sương sường sưởi sướng sượng sưu sừ sửng sững sứa sực sỹ ta tai tam tan tang tanh tao tay tà
tàm tàn tàng tành tào tày tả tản tã tá tám tán táng tánh táp tát táy tạ tạch tạng tạp tạt tăm tằm tằn tằng tắm tắp tắt
tặc tặng tâng tâu tần tẩm tẩn tẩu tẫu tấc tấp tấu tấy tận tật tậu tem ten teo tè tèm tèo tẻ té tép tét tẹ tê tề tể
tếch tến tếu tha thai thang thau thà thàm thào thày thả thảm thản thảng thảnh thãi thá thác thách thán thánh tháu tháy
thạ thạc thạo thạp thăn thăng thằn thằng thẳm thắc thắm thắp thắt thặng thâu thây thầm thầy thẩn thẩu thẫm thấu thậm
thận thật the them thè thèm thé thét thẹn thẹo thê thênh thêu thề thềm thều thếch thết thệ thia thiêm thiêng thiền
thiều thiển thiến thiếp thiệu thin thinh thiu thì thìa thìn thình thỉ thỉnh thím thính thít thíu thịch thịnh tho thoa
thoang thoà thoải thoảng thoá thoái thoáng thoăn thoắt thoi thom thon thò thòi thòm thòng thỏ thỏi thõng thó thóc thói
thóp thót thôi thồ thồng thổi thổn thố thốc thối thốt thộ thơ thơi thờ thở thớ thới thớt thua thuấn thuể thui thum
thun thung thuôn thuồng thuở thuyên thuỳ thuý thuỵ thùa thùm thùy thủi thủng thũ thũng thúc thúi thút thúy thục thụi
thụng thụt thụy thưa thưng thươn thướng thướt thượt thừ thừng thửa thứng thự thy ti tia tiềm tiều tiễn tiễu tiếc tiếm
tiếu tiệc tiệm tiệp tiệt tiu tì tìa tỉa tí tía tím tín tít tị tịch tịnh tịt toan toang toàng toản toá toác toái toát
toạ toạc toại toè toẹt toi tom ton tong tò tòe tòi tòn tòng tỏ tỏa tỏi tõm tó tóa tóc tóe tói tóm tóp tót tọ tọc tọp
tọt tông tồ tồi tồng tốn tống tốp tộ tộc tội tộp tột tơi tời tở tớ tớp tợ tợn trai trao trau tràn tràng trành trải
trảm trảng trảo trảy trã trá trác trách trám trán tránh tráo tráp trát tráu trạc trạch trạo trạt trạy trăm trăng trằm
trằn trắc trắn trắt trặn trâm trân trây trầu trầy trẩy trẫm trấu trậm trập trèn trèo tréo trét trẹo trẹt trê trêu trề
trều trễ trệ trệt tri triêng triền triều triết triện triệt trinh trĩ trĩnh trính trịch trịnh trịt tro troi tròi tròm
tròng trỏ trói tróng trót trọ trọi trọn trô trôi trôn trông trồ trồi trổ trố trốc trối trốn trộ trội trơ trơn trờ trớ
trớn trớt trợn trợt truân trui truông truồng truyện truỵ trù trùi trùm trùn trùng trủ trũ trũng trút trụm trụt trụy
trưa trườn trướng trượng trượt trừng trừu trứ trứa trự tua tuân tuẫn tuất tui tum tun tung tuồng tuốc tuốt tuột tuy
tuyền tuyn tuỳ tuỷ tuý tuýp tuýt tù tùm tùng tùy tủi tủy tũ tú túng túp tút túy tụ tụi tụm tụng tụt tưng tươi tưởng
tước tướt tưu từng tửng tửu tứ tứa tựa tực tựu tý tỵ ua uẩn uất uể uế ui um ung uông uổng uốn uống uy uyên uyển ù ùa
ùm ùng ủ ủa ủi ủng ú úa úc úm úng út ụ ục ụng ụt ưa ưng ương ưỡn ướm ướp ướt ưu ừ ừng ử ửng ứ ứa ức ực va vang vanh
vài vàm vàn vành vày vả vảnh vảy vã vãn vá vác vái ván váng vánh vát váy vạ vạc vạch vại vạng vạnh vạt văng vằn vẳng
vắc vắn vắt vặc vặn vặt vâm vân vâng vâu vây vần vầng vầy vẩn vẩu vẩy vẫy vấp vất vấy vập vậy ve ven vè vẻ vẽ vén véo
vét vẹ vẹo vẹt vê vên vênh vể vế vết vệt viền viếng viết vin vinh vỉ vỉa vĩ vía vít víu vịn vịnh vo voan voi von vong
vò vòi vòm vòn võng vó vóc vói vón vót vọ vọc vọi vọng vọt vông vồ vồn vồng vổ vổng vỗ vố vối vộ vội vơ vơi vờ vời vớt
vợ vợi vợt vu vua vun vung vuông vuốt vuột vù vùa vùi vùn vũ vũm vú vút vục vụi vụng vụt vươn vương vưỡng vượng vừng
vứt vựng vy vỹ xa xam xao xà xài xàm xành xào xả xảm xảo xảy xá xách xái xám xán xáo xáp xát xạc xạch xạo xạt xăm xăn
xằng xắc xắm xắn xắp xắt xâm xâu xầm xẩm xẩu xẫm xấc xấp xất xấu xập xen xeo xè xèng xèo xẻ xẻng xẻo xẽ xé xéo xép xẹo
xẹp xẹt xê xên xề xế xếch xếp xệ xiêm xiêu xiềng xiểu xiếc xiết xin xinh xì xỉa xỉn xí xía xít xíu xị xịch xịt xo xoa
xoan xoang xoay xoà xoàn xoàng xoáy xoăn xoen xoè xoi xoong xòe xỏ xó xóc xói xóm xót xọc xọt xô xôi xồ xồm xổ xổi xổm
xốc xối xốn xống xốt xộc xộp xơ xơi xởi xớ xới xớt xợ xu xua xuẩn xuê xuề xui xum xun xung xuôi xuồng xuổng xuyến
xuyết xuý xù xùng xũ xú xúa xúc xúi xúm xúng xúp xút xục xụi xụp xưa xưng xước xướng xừ xứa xứng xự yêng yểm yểu yếm
yết ỳ ỷ ỵ
"""
FREQUENT = frozenset(_FREQUENT.split())
KNOWN = FREQUENT | frozenset(_RARER.split())

# The first two words of many a cell.
_OPENERS = """
ban hành; văn bản; căn cứ; tăng cường; đăng ký; báo cáo; đào tạo; bảo hộ; bảo vệ; tập huấn; cập nhật; tập trung; lập
kế; xác định; xác nhận; các dự; các nhiệm; các đơn; cấp giấy; cấp phép; tất cả; đầu tư; xây dựng; đẩy mạnh; đề xuất;
đề nghị; đề tài; kế hoạch; kết quả; kết luận; tham gia; tham mưu; tham dự; tham khảo; thanh tra; thanh toán; thành
lập; phát triển; phát hành; thẩm định; thẩm tra; theo dõi; phê duyệt; chi trả; thiết bị; chỉ đạo; nhiệm vụ; cho phép;
khó khăn; phối hợp; thông báo; thông tin; thông qua; phổ biến; chú trọng; thu hút; thu thập; chủ trì; chủ động; thủ
tục; chuyển giao; chuẩn bị; thực hiện; thực trạng; thường xuyên; phương hướng; khảo sát; khai thác; khai mạc; giám
sát; giải quyết; giải pháp; giải ngân; giao nhiệm; kiểm tra; kiểm định; kiểm soát; liên quan; tiến hành; tiến độ; kiến
nghị; tiếp nhận; tiếp tục; tiết kiệm; việc thực; điều chỉnh; điều tra; kinh phí; kinh doanh; tình hình; bình quân;
dịch vụ; hoàn thành; hoàn thiện; hoạt động; tổ chức; bổ sung; đổi mới; tổng hợp; tổng kết; tổng số; tổng cộng; cơ sở;
cơ chế; công tác; công nghệ; công trình; công bố; công ty; đồng thời; số lượng; nội dung; hội nghị; hội thảo; hội
đồng; mở rộng; sở hữu; dự án; dự kiến; dự toán; quản lý; quy hoạch; quy định; quy trình; tuyên truyền; quyết định;
quyết toán; mua sắm; hướng dẫn; sử dụng; xử lý; rà soát; đánh giá; hình thành; triển khai; trình độ; trình bày; trang
thiết; trung tâm; trong tháng; trong năm; nghiên cứu; nghiệm thu; nguyên nhân; nguồn vốn; ngân sách; ngành nghề; ngày
tháng; nhân dân; phân công; phần mềm; ứng dụng; ủy ban; ước thực; lãnh đạo; nắm bắt; nâng cao; vấn đề; vận hành; vận
động
"""


def _without_first_letter(phrases: str) -> dict[str, str]:
    """Return phrase without its first letter → its whole first word ("ổ chức" → "tổ")."""
    whole = [" ".join(phrase.split()) for phrase in phrases.split(";")]
    return {phrase[1:]: phrase.split(" ")[0] for phrase in whole}


OPENERS = _without_first_letter(_OPENERS)

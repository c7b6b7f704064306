"""Postings that ask applicants for money, in the wording of frauds in many countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.evidence import MAX_WORDS_CHARS
from jobscout.rules.safety import addresses, facts, money

ASKED = """
fee: Selected candidates must pay a refundable registration fee of Rs. 1,500 before the interview.
fee: You will need to pay a training fee of $75, which is refunded with your first salary.
fee: A one-time processing fee of KES 1,200 is required to secure your slot.
fee: Kindly send KSh 500 via M-Pesa to 0712 000 000 for your medical form.
fee: Applicants are required to make a payment of R350 for the background check.
fee: Registration fee: ₦5,000 (non-refundable), payable before the aptitude test.
fee: Pay 2,500 INR security deposit to confirm your joining.
fee: Shortlisted applicants shall deposit AED 800 for visa processing.
fee: The visa processing fee must be paid by the candidate in advance.
fee: You have to buy a starter kit for £49 from our supplier before your first day.
fee: Candidates must purchase the training materials ($120) before they start.
fee: You must purchase equipment from our approved vendor, reimbursed with your first pay.
fee: We will send you a check to buy equipment from our vendor, deposit it and forward the balance.
fee: A refundable deposit of 50 USD for the laptop is charged before shipping.
fee: Successful applicants will be asked to pay an onboarding fee of €35 by bank transfer.
fee: Pay a small application fee of $20 through Cash App to get the offer letter.
fee: An amount of Rs 2999 will be charged for documentation and gate pass.
fee: Please pay for your uniform and ID card (GHS 150) via mobile money.
fee: There is a 3,000 PHP placement fee to be paid upon approval of your application.
fee: The certificate costs $45, which you pay to us before you are assigned a shift.
fee: Ticket and medical charges of 60,000 PKR have to be paid by the applicant.
fee: Vor Arbeitsbeginn ist eine Kaution von 150 Euro zu überweisen.
fee: Bewerber müssen eine Bearbeitungsgebühr von 49 € bezahlen.
fee: Die Schulungskosten in Höhe von 299 Euro sind vorab vom Bewerber zu zahlen.
fee: Des frais de dossier de 15 000 FCFA sont à payer avant l'entretien.
fee: Le candidat doit verser une caution de 100 euros pour le matériel.
fee: Les frais de formation (200 €) sont à la charge du candidat et payables d'avance.
fee: El candidato debe pagar una cuota de inscripción de 500 pesos.
fee: Se requiere un depósito de 30 dólares para el examen médico y el uniforme.
fee: Deberás pagar el curso de capacitación ($1,200) antes de comenzar.
fee: O candidato deverá pagar uma taxa de inscrição de R$ 80 via Pix.
fee: É necessário pagar o curso preparatório de R$ 150 antes da contratação.
fee: È richiesto il pagamento di una quota di iscrizione di 50 euro prima del colloquio.
fee: Kandidaten moeten vooraf administratiekosten van 40 euro betalen.
fee: Kandydat musi wpłacić kaucję 200 zł przed rozpoczęciem szkolenia.
fee: Необходимо оплатить регистрационный взнос 1500 рублей до собеседования.
fee: Кандидат оплачивает обучение (3000 руб.) до начала работы.
fee: Pelamar wajib membayar biaya administrasi sebesar Rp 150.000 sebelum wawancara.
fee: Ứng viên phải đóng phí đặt cọc 500.000 đồng trước khi nhận việc.
fee: 入职前需缴纳培训费800元。
fee: 应聘者须先交押金300元，办理工作证。
fee: 応募者は登録料として5,000円を事前にお振り込みください。
fee: 지원자는 교육비 10만원을 먼저 입금해야 합니다.
fee: Adaylardan 750 TL kayıt ücreti alınmaktadır, ödeme görüşmeden önce yapılır.
fee: يجب على المتقدم دفع رسوم التسجيل 200 درهم قبل المقابلة.
fee: आवेदक को 1500 रुपये रजिस्ट्रेशन शुल्क जमा करना होगा।
gift_cards: Purchase Apple gift cards worth $200 and send us photos of the codes.
gift_cards: Your first task is to buy Steam gift cards for our clients with your own money.
gift_cards: Send the codes of the iTunes cards to your supervisor on WhatsApp.
gift_cards: Pay the fee with a Google Play gift card.
gift_cards: Kaufen Sie Geschenkkarten im Wert von 100 Euro und senden Sie uns die Codes.
gift_cards: Achetez des cartes cadeaux et envoyez les codes à votre responsable.
gift_cards: Compra tarjetas de regalo y envía los códigos a tu supervisor.
crypto: To unlock tasks you must deposit 50 USDT into your working account.
crypto: Recharge your account with USDT to receive the next set of orders.
crypto: You need to transfer Bitcoin to the company wallet before you begin.
crypto: Top up your work account with crypto to continue to the next level.
crypto: Send 0.01 BTC to the following wallet address to activate your account.
crypto: Sie müssen 100 USDT auf Ihr Arbeitskonto einzahlen.
crypto: Debes depositar 20 USDT para activar tu cuenta.
crypto: Deposite 30 USDT para liberar as tarefas.
crypto: Vous devez déposer 50 USDT pour débloquer les missions.
forwards_money: Receive payments in your personal bank account and forward them to partners.
forwards_money: Deposit the check into your account and send the rest to our vendor by Zelle.
forwards_money: Use your own bank account to receive transfers from clients and keep 5% commission.
forwards_money: Receive funds from customers and transfer them in Bitcoin, keeping 10 percent.
forwards_money: Sie empfangen Zahlungen auf Ihrem privaten Konto und leiten sie weiter.
forwards_money: Recibirás pagos en tu cuenta bancaria personal y los reenviarás a nuestros socios.
forwards_money: Vous recevrez des virements sur votre compte et les transférerez ensuite.
bank_details: Send your bank details and a copy of your ID to our HR manager on WhatsApp.
bank_details: Text your account number and routing number to this number to set up direct deposit.
bank_details: Please provide your online banking username and password for payroll.
bank_details: Reply with your full name, address, bank name and credit card number.
bank_details: Share your social security number and bank account via Telegram to get started.
bank_details: Senden Sie uns Ihre Kontodaten und eine Kopie Ihres Ausweises per WhatsApp.
bank_details: Envoyez votre RIB et une copie de votre carte d'identité par WhatsApp.
bank_details: Envía tus datos bancarios y una foto de tu identificación por WhatsApp.
bank_details: Envie seus dados bancários e uma foto do RG pelo Telegram.
fee: All selected applicants are required to pay KES 1,350 for uniform and badge before reporting.
fee: The company requires a security deposit of Rs.5000 which will be returned after 3 months.
fee: To book your interview slot pay 300 bob to till number 123456.
fee: You'll pay $49.99 for your background check through our partner website.
fee: Interested candidates should send 1,000 naira for the form.
fee: Non-refundable application fee of $25 applies.
fee: There will be a charge of R250 for the medical test, payable on the day.
fee: Joining fee Rs 999 only, refundable with the first salary.
fee: Employees must purchase a $200 software licence from us before starting.
fee: You are expected to pay for your own training (PHP 2,000).
fee: Your visa and work permit will cost 1,200 EUR, which you have to transfer before departure.
fee: Candidates pay the agency fee of 500 USD after they receive the contract.
fee: A deposit of ₹3,000 must be made for the company laptop.
fee: Please note that a refundable amount of Rs 1,850 is to be deposited for ID card and bag.
fee: We charge a small fee of $15 to process your application.
fee: Für das Führungszeugnis und die Unterlagen zahlen Sie bitte 80 € im Voraus.
fee: Vous devrez régler 75 euros de frais d'inscription avant la formation.
fee: Los interesados deben depositar 350 pesos para el uniforme.
fee: Para garantir a vaga, pague a taxa de R$ 49,90.
fee: Wymagana jest wpłata 150 zł za szkolenie przed rozpoczęciem pracy.
fee: Перед выходом на работу нужно оплатить медкнижку 2500 руб.
fee: 报名需交费用200元。
fee: Peserta dikenakan biaya pendaftaran Rp 75.000.
gift_cards: You'll be asked to get some Amazon gift cards and scratch them for the codes.
gift_cards: Please purchase five eBay gift cards and email me the numbers.
crypto: Each new worker deposits 100 USDT to open a work account.
crypto: You must add funds in USDT to complete combination orders.
crypto: Convert the money to Bitcoin and send it to the wallet we give you.
forwards_money: Cash the cheque we mail you and wire the remaining amount to the supplier.
forwards_money: Our clients pay into your account and you transfer the money onward the same day.
bank_details: To receive your salary, message your bank login to the recruiter on Telegram.
bank_details: We need a photo of the front and back of your debit card sent by WhatsApp.
fee: Upon selection you shall remit Rs 2,200 towards police verification and training.
fee: Registration charges: 800 INR, to be paid through UPI before joining.
fee: Every applicant pays USD 25 for the online assessment.
fee: Shortlisted candidates will deposit 6,000 KES for work permit processing.
fee: You will be required to purchase a headset and software ($89) from our partner store.
fee: An upfront payment of £60 is needed for your DBS and uniform.
fee: The training costs $199, payable before the first session.
fee: Kindly make a payment of 10,000 UGX to get your interview form.
fee: Es wird eine Anmeldegebühr von 25 € erhoben, die vorab zu bezahlen ist.
fee: Une avance de 20 000 FCFA est demandée pour les frais de dossier, à payer par Orange Money.
fee: Debes abonar 45 euros por la gestión del visado.
fee: Cobramos uma taxa de R$ 60 para emissão do certificado, paga via Pix.
fee: Нужно внести залог 5000 рублей за форму.
fee: 面试前需要支付体检费180元。
fee: Trước khi nhận việc phải đóng tiền cọc đồng phục 300.000 đồng.
gift_cards: Buy Razer gold gift cards and send the numbers on the back.
crypto: Members recharge USDT to unlock the daily tasks and earn commission.
crypto: 先充值USDT再做任务。
forwards_money: Money is paid to your bank account, and you send it to our agents.
bank_details: Please text your routing number and your bank login to our payroll manager.
bank_details: Send a picture of your debit card on Telegram.
fee: Cost of DBS: £49.50, which will be deducted from your first salary.
fee: NB: You will be required to pay KES 950 for the medical form at the office.
fee: Successful candidates are to pay R450 for PSIRA registration before starting.
fee: A commitment fee of ₦7,500 is payable on or before resumption.
fee: Each candidate must remit GHS 60 for orientation and ID card.
fee: Candidates will bear the visa charges of 3500 AED themselves.
fee: You must pay £25 for the online safety course, which we will invoice you for.
fee: Please be informed that a fee of $35 is required for your drug test.
fee: Payment of Rs 1200 towards registration is mandatory.
fee: To receive your laptop, a shipping fee of $90 must be paid.
fee: All drivers have to pay a deposit of 2,000 MAD for the scooter.
fee: Die Teilnahmegebühr für das Seminar beträgt 89 € und ist vor dem Start zu bezahlen.
fee: Pour valider votre dossier, merci de verser 30 000 FCFA par Wave.
fee: Se debe cancelar $25.000 por concepto de exámenes médicos antes de firmar contrato.
fee: O valor do curso é de R$ 120 e deve ser pago no ato da inscrição.
fee: Per iniziare bisogna versare una cauzione di 100 euro.
fee: Для оформления пропуска переведите 900 рублей на карту.
fee: 需自费购买工作服，押金200元。
fee: Phí hồ sơ 200.000 đồng nộp khi phỏng vấn.
gift_cards: Get three Apple cards at a store and send pictures of the back to the manager.
crypto: New agents deposit at least 30 USDT to activate the work account.
crypto: Your balance is negative; recharge USDT to complete the tasks and withdraw.
forwards_money: Print the check, deposit it with your phone and send the funds to the vendor.
bank_details: Provide your mobile banking login and PIN for payroll verification.
bank_details: Kindly text your full name, bank name, account number and SSN to our HR manager.
"""
NOT_ASKED = """
We never ask applicants to pay a fee at any stage of our hiring process.
Acme does not charge any registration, training or processing fees.
Beware of fraud: if someone asks you to pay a deposit or buy equipment, it is a scam.
Legitimate recruiters will never request bank details or gift cards.
Do not send money, gift cards or Bitcoin to anyone who claims to work for us.
No fee is payable by candidates; our clients pay us.
We pay your NMC registration fee and your visa costs.
Visa fees are paid by the company.
Your training fees will be reimbursed in full by us.
Benefits: paid training, uniform provided free of charge, DBS check paid for.
We cover the cost of your visa, flights and relocation.
Collect registration fees from patients at the front desk.
Process membership fees, deposits and refunds for our guests.
Reconcile visa processing fees and bank charges every month.
You will manage fee proposals and invoices for training courses.
Advise clients on visa application fees and required deposits.
Employee referral bonus paid in Amazon gift cards.
Receive a $50 gift card on your birthday.
Sell gift cards and handle returns at the till.
Purchase equipment and materials for the laboratory within budget.
Build the deposit flow of our crypto exchange with USDT and BTC.
Get paid in crypto if you like.
Design wallets that let customers deposit and transfer Bitcoin.
Receive payments from customers and post them to their accounts.
Prepare bank deposits and transfer funds between company accounts.
Maintain vendor bank details in SAP.
Verify customers' bank account numbers and credit card details.
Direct deposit to your bank account every two weeks.
After you accept our offer you enter your bank details in our HR portal.
You must pay attention to detail and deposit the cash in the safe.
Candidates must pay close attention to safety.
Applicants are required to have paid experience of two years.
Drivers must pay their own fines.
The successful candidate must purchase goods and services under our policy.
You need to send invoices and transfer files to the archive.
Our platform charges merchants a processing fee of 2.9%.
A management fee of 1% applies to the fund.
Die Kosten der Schulung übernehmen wir.
Es fallen keine Gebühren für Bewerber an.
Nous prenons en charge les frais de formation et de visa.
Aucun frais de dossier n'est demandé aux candidats.
No cobramos ninguna cuota a los candidatos.
La empresa paga el uniforme y el examen médico.
Não cobramos nenhuma taxa de inscrição.
A empresa paga o curso e a taxa de registro.
Nie pobieramy żadnych opłat od kandydatów.
Мы не берём плату за обучение; обучение оплачивает компания.
本公司不收取任何费用，谨防诈骗。
培训期间公司支付培训费。
当社が応募者に登録料を請求することはありません。
Perusahaan tidak memungut biaya apapun dari pelamar.
We sponsor H-1B visas and pay all legal and filing fees.
Tuition assistance: we pay up to $5,250 a year for course fees.
The role requires a $2,000 sign-on bonus repayment if you leave in the first year.
Union dues of $40 are deducted monthly.
Must be able to pay for parking; a monthly allowance is provided.
Own equipment (laptop) required.
You must have your own car and insurance.
Your deposit in our pension plan is matched.
Ability to purchase company stock at a discount.
Students pay a tuition fee of $500 to the college; you teach them.
Applicants must pay their own travel costs to the interview.
Candidates must have paid off all company loans.
You must be able to send and receive payments in our ERP.
The applicant must transfer data between systems and charge customers.
You need to purchase raw materials at $2m per year.
You will purchase equipment from our approved vendors and negotiate prices.
Trainees must buy lunch at the canteen.
Our registration fee for the conference is $500 and is paid for all staff.
You are required to pay all supplier invoices and deposits on time.
Applicants from outside the EU need a visa; processing takes 8 weeks and the fee is covered.
A refundable deposit is taken from guests at check-in.
You will explain placement fees to clients.
Charge nurses supervise the ward.
The salary is $25 an hour plus deposit bonus.
You must have a driving licence, and you pay for fuel with our card.
Candidates must complete a background check at company cost.
Explain processing fees of $20 to our merchants.
You have to send the documents to the bank, and deposit cash daily.
Review visa applications and collect the $160 fee from applicants.
You must collect a $50 deposit from every tenant.
Customers must pay a deposit of 20% before delivery.
Members are required to pay $30 a month for the gym.
You will need to make payments to vendors of up to $10,000.
Buy and sell Bitcoin and other cryptocurrency for our fund.
Send USDT payments to contractors from the treasury wallet.
Top up customers' prepaid accounts.
Transfer Bitcoin between cold wallets under dual control.
Send gift cards to customers as part of the loyalty programme.
Order gift cards for employees.
Please provide two references and your salary expectation.
Please send your CV with your bank experience to hr@acme.com.
Send your application by WhatsApp to 0712 000 000.
Provide banking information services to customers by text message.
You will transfer funds from your account portfolio to new clients.
Keep your account list up to date and forward leads to sales.
Set up direct deposit for employees and verify account numbers.
Kontodaten der Kunden pflegen.
Les candidats doivent payer leur logement.
Registration with the nursing council costs £153 a year; we refund it.
Candidates will undergo a police verification and training for 2 weeks at INR 15,000.
Training is paid at $18 an hour.
A $500 sign-on deposit is made to your account after 90 days.
You'll get a $1,000 home office stipend to purchase equipment.
Uniform deposit is waived.
Application deadline is 12 May; applications are processed in 5 days.
You will be paid 12,000 KES for training days.
Employees pay $5 for a month's gym membership.
We provide laptop, visa and flights worth $3,000.
Payment of £300 for every friend that you refer.
Applicants should send a cover letter and 2 references.
Send 3 work samples in your application form.
Please send us your application documents (max. 5 MB).
You must transfer 40 kg bags from the line to pallets.
The course costs $2,000, which Acme pays for you.
You will process 200 payments and 50 refund applications a day.
Our fee-earners bill £200 an hour.
Handle USDT withdrawals and deposits for 1m users.
Trade crypto on your account for our fund with own strategies.
Provide your bank account details during onboarding through Workday.
Please provide your LinkedIn account and GitHub account.
Employees receive a $100 Amazon gift card after training.
You must be able to lift 25 lbs and pay attention to safety documents.
Assist customers who pay deposits by card, and send receipts.
Manage a $10m equipment budget; you can buy what you need.
A £250 uniform allowance applies.
Candidates must hold a certificate costing no less than level 3.
You must purchase and transfer inventory of $1m for the materials team.
Sie zahlen die Rechnungen unserer Kunden und prüfen Gebühren.
Nous payons 500 € de frais de dossier à nos partenaires pour vous.
We will pay £25 for your online safety course.
You will be responsible for registration of patients and payment of up to $500.
Candidates must provide a deposit slip for their driving licence.
The position pays $20 plus a $2 shift payment for training others.
Applicants for this position must pay attention to forms worth $5m in claims.
Hourly rate: $18, training included. Uniforms provided.
You can buy company shares at a 15% discount.
Your first payment of $500 is made after onboarding.
Referral payment of $750 is made after your friend completes training.
You will receive €500 for equipment in your home office.
A working visa is required; the application costs about £700, which we refund.
Drivers pay no deposit for the scooter.
The fee for this course ($300) is paid to instructors who join us.
Compensation: $25 plus a signing payment of $1,000 paid after registration.
Applicants are asked to send a portfolio of 3 documents.
Course fees of up to 2,000 CHF are paid after one year.
Employees can buy meals for 3 € in our canteen.
Members of the team deposit cash of up to $5,000 at the bank daily.
You send invoices and documents worth 3 million euros to our partners.
An application form is required for each of 12 positions; pay grade 7.
Die Ausbildungsvergütung beträgt 1.200 €, Fahrtkosten werden bezahlt.
Kosten für Unterlagen werden bis 50 € bezahlt.
Le coût de la formation, 2 000 euros, est payé par l'entreprise.
Pagamos $1,200 por curso y uniforme.
Se paga un bono de 300 dólares por inscripción de alumnos.
Salário de R$ 2.000 + curso pago pela empresa.
Оплата обучения 3000 рублей за курс преподавателю.
工资8000元，培训费由公司支付。
研修費50,000円を支給、会社が支払います。
Biaya transportasi Rp 50.000 dibayar perusahaan.
"""


@pytest.mark.parametrize(
    ("kind", "said"), [row.split(": ", 1) for row in ASKED.strip().splitlines()]
)
def test_money_is_asked_for(kind: str, said: str) -> None:
    """The fact has the sentence that says so."""
    text = f"We are hiring now.\n{said}\nApply today."

    found = money.find(text)

    assert [one.value for one in found] == [kind]
    assert found[0].words.rstrip(".。।") in said


@pytest.mark.parametrize("said", NOT_ASKED.strip().splitlines())
def test_money_is_not_asked_for(said: str) -> None:
    """Warnings of fraud, what the employer pays, and work that is about money."""
    assert money.find(f"We are hiring now.\n{said}\nApply today.") == []


SAID = "you must pay fee $ 50 USDT send gift cards codes your bank account ; . 费 押金 元 @ www"


@given(st.lists(st.one_of(st.sampled_from(SAID.split()), st.text(max_size=4)), max_size=60))
def test_any_text_is_read(words: list[str]) -> None:
    """Each kind at most once, in words of the text."""
    found = facts.read(" ".join(words))

    assert len(found) <= 5 + addresses.MAX_ADDRESSES
    assert all(0 < len(one.words) <= MAX_WORDS_CHARS for one in found)

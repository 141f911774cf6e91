-- Registration of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The migration is registered with these specs and this plan.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights',
        'is not registered with these specs and this plan'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.migration AS m
        WHERE m.name = 'flights'
            AND m.spec_hash = '7a241aca01ab5b39f9534820c33356e1749e8538b8711d8641be9f328dd14c9c'
            AND m.plan_hash = 'ae5275f53d92012f42bcbef03e761fa9e5779c67e26834589010aadef28b0ccf'
    )
) AS found (object, problem);

--: Exactly the steps of the specs are registered, in their order.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.step, s.step),
        CASE
            WHEN s.step IS NULL THEN 'is not registered'
            WHEN wanted.step IS NULL THEN 'is registered, but no spec has it'
            ELSE 'is registered with other content or in another place'
        END
    FROM (
        VALUES
            (
                'contract.airlines', 'planned', 56,
                '9c385bd28d1266f9fc91b214b8dba90938e62753db98fe2079ecfce4bb60b7f9',
                '3b7056eec3e11edcbb31b573e40c89977d6c47f8bb64b320a58311da612d1fd8',
                NULL
            ),
            (
                'contract.airports', 'planned', 57,
                '831e87e41b94108a0db69420a0ad74a56f72a7c548509077fa152e5b685622b7',
                '8cef0feb290ac0748b1ae41da03323c4df4610802f8f22f00ca1d7554756120e',
                NULL
            ),
            (
                'contract.flights', 'planned', 58,
                '3ef223d7a0f887aaef3d213da4b78e70107c40bf0eb2b517362c4f87645260c5',
                'b512b9999355aefa1792fbb3d17cb4215ac6b57453944042b3e8bdce6f0b8791',
                NULL
            ),
            (
                'contract.planes', 'planned', 59,
                'bdc20a14f84afd185f505b90ec2cea07ae3cc0bc6d76c9451c3244aa2b63ebac',
                '1147896547522b8c0c9744a212de25cac0aba309cc75ad3f4cef28c2d006d6b2',
                NULL
            ),
            (
                'contract.weather', 'planned', 60,
                'd8c8e07417aa1fd9e2dc948d751d32f8eec284ef37b3d21bbc9114639c27961f',
                '949a328dc3e6c0d3df9acd796eb48f16721e214d0a5561769e2f6cfb0a96d905',
                NULL
            ),
            (
                'schemas.flights', 'expanded', 63,
                '678a05b79b721bbc1cbff74a34d0509355748b0b068a931b291631f67923a7a7',
                '9038368ee0d68a1013f806da90b5ad572c7986143b286ed9953c79fe06c6f394',
                NULL
            ),
            (
                'role.flights_app', 'expanded', 64,
                '189979f1c8f4a31b17e457858026e327f8558d129ed81820af4b7bb7a4aad89f',
                'e932fb7bcb37a7849f1e456588fadf2fac6be16f5f398c6e9be68d9e6b58314d',
                NULL
            ),
            (
                'role.flights_reader', 'expanded', 65,
                '90cdd5ccac088b323e1eee472b9f0a9eb51c5f1fbe3ab5ea8f12462b32e490be',
                '977f6ceaccffaed9f677630bbb4cc99c783dd35a13a26ac809006d6c6dc021b2',
                NULL
            ),
            (
                'table.aircraft', 'expanded', 66,
                'fe350d51e0343e9cba10adb5e511c32c32e0d9ec9bf8bc4fbe7338bc95fcce18',
                'c24cc8613b330cebaf3780b5ee2e566a2b3348513e3c701ad44b1b7e891872be',
                NULL
            ),
            (
                'table.airline', 'expanded', 67,
                'e3a34812e105005e39411dcb6e2b4d1935b9c42498a441aae1bf41e619cd6b31',
                '92f39713a312f09276daa93f739256921a3658d1e1f5637d6de751fd122f0458',
                NULL
            ),
            (
                'table.airport', 'expanded', 68,
                'b70dfb3039ab57d6e98a192b8ebeca44984c0d219aa1b4d748d81c608c4bcb34',
                '67eec69943a62177c7f37b5a8ee2c6243137dee0c95b79deeda02b5d688f5d18',
                NULL
            ),
            (
                'table.flight', 'expanded', 69,
                '3a74ad6761a9318a9e734dc9be801afce76635b6cddad08e4322fdb3ee5ec920',
                '82219b069f654a40fa67560aeb025fc953c5492bd95fd112d37dd6b41f0d80e1',
                NULL
            ),
            (
                'table.weather_observation', 'expanded', 70,
                '7366d92b51f916ca9fcab698f9ac431ccf174b98f77168c67b5d38b0d64b12a5',
                '674392992625e671b12ac4e6103870e53cd5bd386c735ec3569addd96c400304',
                NULL
            ),
            (
                'partitions.flight', 'expanded', 71,
                'ba7e08e870f410390dd07a758dfd53c649a6468ee95788fea59a8b59480eac40',
                'd4bce246b1ade881f5cef6803aa34f7ae8d78ba359eba3495c1ab5770c5296dc',
                NULL
            ),
            (
                'mapping.aircraft', 'expanded', 72,
                '165bbb5ef4a05c463b7802fc488cb33e72fd3db4a993540096e5afd05e94dff6',
                'e76e98a6616ee125d2e06e9fb16d29cfcf35ee9258b9b692d400e032f25e0b18',
                'flights'
            ),
            (
                'mapping.airline', 'expanded', 73,
                'fd6b7599583d6516ece954f6bb843a03f78b9949158fa235ad5b350ef7def1f1',
                '8dbeeb2816258d3540fbab1211228e5dbbd9d131b83d7b862a9c375f68074a8b',
                'flights'
            ),
            (
                'mapping.airport', 'expanded', 74,
                'ee181771f1dd4de7d3c119b4adcb1d4de7c3f5acd671f7874924e398e97e6c43',
                '0f7f5e2c48af698294b6736461ce293be07244bf7f62fb66337b7f6cd316c39e',
                'flights'
            ),
            (
                'mapping.flight', 'expanded', 75,
                '68b277e24c684836b64120b39bfde9e7f5cc600bac5c3eda1020e528d3978cbf',
                'dd317adc2a6c8c915f66e9bd9d22014b4607d6edee8a4bd9d69ffa20bc0bb6c1',
                'flights'
            ),
            (
                'mapping.weather', 'expanded', 76,
                'b43e85a37f003b5b4c504cc3faa99084c27c6ebd3f9d7539bbbf892b7dbc5cc8',
                '1df2e987622879439ec3152d2f9f66b02b130ee12e1bfd15e4384574b2ee6fe1',
                'flights'
            ),
            (
                'fence.aircraft', 'expanded', 77,
                '114a0710b1da09497d9cba0d8f5b199c10e6f8e1d3f73b39121cc7d9783fc335',
                '45cd57918e0c927409b04151ab176c044dc61b94c31b3aee914c1b122e68779f',
                'flights'
            ),
            (
                'fence.airline', 'expanded', 78,
                'fc2c8db59798d3a8229e5cc9c22f8b826e4aed55fed4cc31b8f7e72f9af16bb7',
                '4700044d06315bcbf84c5f20bc1746350770926d09f759c844843ea28a0b56e6',
                'flights'
            ),
            (
                'fence.airport', 'expanded', 79,
                'be99d30616c42000fde7fe0a2dedbd074b0f6cca9e0708a98125e9789e990025',
                '2c942390dc9494b6d407d82ec738fbb62c24b8939da8c1abb2bf2d5bdc924104',
                'flights'
            ),
            (
                'fence.flight', 'expanded', 80,
                '68313137bed18e4816f7185540a1153b338a1e63074dfe33d0a96e4f84ca6199',
                '7171eb15b9adf0252ce9dd50408f652a186649752e2341776bca90b60b489b51',
                'flights'
            ),
            (
                'fence.weather', 'expanded', 81,
                'b577e9558cc51068b55c5d37b1e4258bb181d4c3faaa742c53aeac135f2eadab',
                '3b306ac4301b0ba949fa7c15753f58b4e2545bd723e3df602b4c4f624a9ddbeb',
                'flights'
            ),
            (
                'looked_up.flight', 'capturing', 82,
                '1bcbb7da35a7bbe5ba14abeffea90473d0222b9d392a429c6a747cc9c3bf0b6b',
                '5917e05ad83cbfae4a79c951801cfe2c70057cef344babb9125d6afd5984a5eb',
                'flights'
            ),
            (
                'looked_up.weather', 'capturing', 83,
                'a3a26f2c0aef01b84e1e2b995106e3e504b16ea5546c6616d6f529d2ea589638',
                'bb482972efcf2f99507675f6bf10a110f642eecac4513f652695f28c075375ab',
                'flights'
            ),
            (
                'bring.aircraft', 'capturing', 84,
                '0e7252448aa5ddc470d8555addbb486b037b18cea9d1b971d6f787475499865f',
                '6e930825db7c9deaaf655eaa87399daa233fbf978d513ed2b6935e8605dcbdf3',
                'flights'
            ),
            (
                'bring.airline', 'capturing', 85,
                'a5be8ff5422b6a57656e1bdedd446c08e7b76a1f8f99e6cd4a94416513cec1fe',
                'fe32bd15d0cd02c5785eaa58ecb833e1b467179103e43a2bac08f449d3158885',
                'flights'
            ),
            (
                'bring.airport', 'capturing', 86,
                '37cdaaba6af92fadb7bd83466ef9a8fad9676185cbaddb6b7bb2cdef5850bb2f',
                '7b849f4a5b7d52835c317f87ba3c9171c8afe5593e5230dd94ef597659ea4a43',
                'flights'
            ),
            (
                'bring.flight', 'capturing', 87,
                '3a6f227901425fe52742b6c54b038fcdcef3b80183b262016d05cd1466aa5c2b',
                '96270fe7296b1085cf74e693f77e83fdfbd70b68bcc5c7e0f0cfec0a492a5b45',
                'flights'
            ),
            (
                'bring.weather', 'capturing', 88,
                'daa89ba07d82169d87267fbfb6ccc7ece942bba219cfd450fd18c70fe2289e14',
                'e7f9855dda8fde4b3b63c880467461fe92c8978108256ad364111950d6c23e56',
                'flights'
            ),
            (
                'follow.flight', 'capturing', 89,
                '8b210150040268ced35fc9488766dab49366598b2b8f8bb255e621ff57a1bbe0',
                'c00c60bd316803a589fd6aee4293e262ec426386c33b9349ba142b5683ff7e28',
                'flights'
            ),
            (
                'follow.weather', 'capturing', 90,
                '3c84a2fb9204999844ae95ed852c6adb0f6df8d1fd9888db9a9a267546e5c205',
                '809a4be12c4c1226ae20e75021797c14f33404c3f7c82d55d48fa21fd43c1802',
                'flights'
            ),
            (
                'capture.aircraft', 'capturing', 91,
                'e54af6f3c72d014ae782329dbefd42bf3d9dbe1cde1f231de1206812bf7ea805',
                '7b79b78c05854eb29d35c7a630cedf4bb044973bd2629670fa94b078e094783b',
                'flights'
            ),
            (
                'capture.airline', 'capturing', 92,
                'b50bcb480e7efd40f180c776f618cbc0a71dabdc1843ff72290f38939fde4904',
                'e42eb7d58860d0798e978c5acaeecd8b05bb11d87b9342bf2ebc3e2595dce3a6',
                'flights'
            ),
            (
                'capture.airport', 'capturing', 93,
                'e65e21553adff7c882db5bb7ff437b37cf8239e1ed274116ca150f7ef69c22ff',
                '9b9fe0545e84775b0535e453dbbfb7063887df3cbd5f1e68404ca63dd3d8bb93',
                'flights'
            ),
            (
                'capture.flight', 'capturing', 94,
                'd9acc988d6d27bc673737a76e97ceedf43a53e4a9bbd40bbbc4dabb2f41a6d43',
                'dc1d8f2d66ba2749c90e43bad749a0dd756678a707ee00237997fdc25bf89887',
                'flights'
            ),
            (
                'capture.weather', 'capturing', 95,
                'a0dd657576a171a9cced66072998e61cdc9561ddc75608ad99a8d1e134f8c09c',
                '009e83e9f715919ada851b0b6a81c966b4ef44a35f8f8539825fd544c092ee06',
                'flights'
            ),
            (
                'copier.aircraft', 'copying', 96,
                '0a200dabf19f298f3a40a0eaf1fd85f803f665e0934fe6a06b6617474dc83f20',
                '3b5730c37f191cc43aac463aa4e0ad62222c19d7d4194354dbdc8fd8a0084d98',
                'flights'
            ),
            (
                'copier.airline', 'copying', 97,
                '6ec03814b8f7209f587252503f4ec5a473f5822aea4ce76dca9ef959488536ed',
                '56e348b8b18aa9c2cad04a149822efb31971c24057d2cbe77ce5ee4d878ff97b',
                'flights'
            ),
            (
                'copier.airport', 'copying', 98,
                'bc53e0d5b3a84c6c66a62b880b5f69a5f39e65498a3cf954e93f3635d3e24c1c',
                '6e8a6a46b9e4b45613d776580a20e537b03d7aefd3a2d8d6650f7d111202d451',
                'flights'
            ),
            (
                'copier.flight', 'copying', 99,
                '6bab2b1fe31d346dc939b59dcc8c95b7b17b2e28d659ffd0b3f10a74e99f9946',
                '8403c7d822584c018553d00d18dcb8c85517499d66cce329d0ea7a18b89526d4',
                'flights'
            ),
            (
                'copier.weather', 'copying', 100,
                'f98e515a1d059cb84aaa5671d22ffc63c0ee1f9b652387e7bb4f5c5af97a8218',
                '24f19ddb9b2e4716955f64fa9085a72c762685518f20141bf0c56d8347e03523',
                'flights'
            ),
            (
                'backfill.aircraft', 'copying', 101,
                '529939cc745963338a1311098ef321b3302902cdafcaa3ff560620841c69bfc6',
                '376e1b73df85694b31167fb61cb1faf0492949d495f56a563c12d2943035e179',
                'flights'
            ),
            (
                'backfill.airline', 'copying', 102,
                'f085f5b40932d412b5ff5618048aa5c69a52dc17cce847d1b2e05f1b34c8f104',
                'ce22e2ff81f38db18d91afbca4d9ccfcf1803d143bba0601aad646fea8de56ef',
                'flights'
            ),
            (
                'backfill.airport', 'copying', 103,
                'acfd131efc3cb5312b0f0732d8c31dee2d870f2fe4677ae64dad655b4906ea6e',
                '69b28342f1e913f1cfdd15b595f6b88b1a97dd6ae3bc2c7238fcd03fe398107a',
                'flights'
            ),
            (
                'backfill.flight', 'copying', 104,
                'cefb5748795f731ea25527faf0a63b05e3a8e2282d9fa9dbb8e869cceaaf544a',
                '92d587094a8a7d9d51d01d761fcab127d5d8286d7634fdcae67ceabebafae4dd',
                'flights'
            ),
            (
                'backfill.weather', 'copying', 105,
                '1169704c67bb4364d8144413bf2602353b12f17692da41f99a4368ab1bb92193',
                '747e33c5e668d19365c382bc8cc245b1efbe1edc851ae4dceb8b1518cad9d1d0',
                'flights'
            ),
            (
                'index.followed_flight_airline_id', 'copied', 106,
                'fc2d1f01af2af46ce4f8c70cb512fa49be54751ae5bb6612253ea2c55d0f9123',
                'ff6fce98e7ef95abee610996869b8fe8cb42fc19e1d45cc73bc1551d4bfe0ce6',
                NULL
            ),
            (
                'index.followed_flight_destination_id', 'copied', 107,
                '205fe289198b69c81f2213b1a5dc30cdec66ecf8b73c4fe56e850415e66fe486',
                '42977b2ddbb29d70f6f87c306029b1350c29fafadc150d135a0bda39d47066c5',
                NULL
            ),
            (
                'index.legacy_flight_origin_time_hour', 'copied', 108,
                'd65022bf6e13d4c571c89cfe2603b006ec92428ea5170a105f0f9748ba371ba2',
                '2341104609fa602e55da31a0719c3486d537821fedbb382b18409a5e4ee5cbfb',
                NULL
            ),
            (
                'index.legacy_flight_tailnum', 'copied', 109,
                '527b49c8a548a79532b6412a50065816f87152456bf5d375c018b99bfaaffc2f',
                '282aa126ecef4cbade3e43745c6a8b0396b9e0fbd55435296d1f901bd937454f',
                NULL
            ),
            (
                'settle.aircraft', 'copied', 110,
                '321a952a4d694e832f8b89fd5908545d462abfde58764102760c78ee1e7571c0',
                '3ac52cf37848c6d19c38513c5199d371bf544e1d3dbbce9237d9d1f5ed74a0b0',
                'flights'
            ),
            (
                'settle.airline', 'copied', 111,
                'b765f2fd87c2024fddb0d481297044bdbecd9337a3c555a31237ced78c367fbe',
                'c2ef632e484adcff72bdf8442020546c69facc46c75a8640e6e42c8c74f0016f',
                'flights'
            ),
            (
                'settle.airport', 'copied', 112,
                '69f605aed271969f3ec741a7032bb4bbc683fb73b642b238aef48392aabb5423',
                '2cfbf5102ed06f74bf85af9659d7f90bcdfc770e6a95dfbb4bcca5f53a9a1744',
                'flights'
            ),
            (
                'settle.flight', 'copied', 113,
                'b31a5f6852099bd6d458ffa78752a83a9d38694c42c8b3a39a3d069252cc223d',
                'f4d8949f03609de382e800cc0d49c9b4cb87436722941f764171cf0b2cd41329',
                'flights'
            ),
            (
                'settle.weather', 'copied', 114,
                'c044d345a26ccf44053625b541743c01aba7e923776c1838b1afc22b1e848475',
                '15c693a73990758977a95c95f48db6613d267c6d8c4950d13df60f82fc523534',
                'flights'
            ),
            (
                'restored.aircraft', 'verified', 115,
                '7a7a64167a68d009850ab4fde15235b3cd30d913003cc8e7b41f0742144fe76b',
                '29b40433c7fe12f3e4db5b7fbcce66231ac5bb89c485bd78f282b3847faf56e2',
                'flights'
            ),
            (
                'restored.airline', 'verified', 116,
                'f03b27a44700ac2fb41d9d5e6d816eeeed97f1633620535a672d813c344e5528',
                '9c96c210f2fbfb4c30a2e5fb6dab43ef35c10c68b6f3f6968f1d394bf44f7d7c',
                'flights'
            ),
            (
                'restored.airport', 'verified', 117,
                'd26db9e07c1a4c92c48dbdc1b714d1a14ab055060a9bdb7565fc3592f45a2bbb',
                '021e05d669081fef9d5d24c24c528f73b02c80a8c56dec4a8a45570b8cc462bc',
                'flights'
            ),
            (
                'restored.flight', 'verified', 118,
                'cdea009cd00b93ab4b1da785129e9be0207f0f3f53a611fd8fd0ab09c7a81210',
                '4e9c4fc99df09e5904020e7df610ec738d664c1de8e795b184864c55372a87c9',
                'flights'
            ),
            (
                'restored.weather', 'verified', 119,
                '2390e0258cc6432d78e92c3b25c6007558ce397d51e8d8bc78c3c9e9b18ff8ea',
                '65141a221fce91b964c6a3b8e6ee0428a2e9edab33a8786187765a6b204cead3',
                'flights'
            ),
            (
                'oracle.aircraft', 'verified', 120,
                '082a20ece0196e450abcd3f5d0a02fa3e8e821e67a7aee1965ef70218014932e',
                'a724068a9fedd5d228c5f7aaa0d13d637c4ad9bdbac59c7fffd17431c37d869c',
                'flights'
            ),
            (
                'oracle.airline', 'verified', 121,
                'daf153c39780da4e7cd63ff199e2490e4a30dea171b639db736b77aea3a4fa17',
                '1858d1216b813e9de694038943783a3332becfebc75bb0b9a330f49502c716e6',
                'flights'
            ),
            (
                'oracle.airport', 'verified', 122,
                '4a9a8fc1a88981bd4dfb044ae0d85d209f9b8aa1c670e81855cc0fed3aa490ff',
                '9cfff0fbb872531ef9410ed1de9c1ec8988370085906682641dae9cd038ec8de',
                'flights'
            ),
            (
                'oracle.flight', 'verified', 123,
                'e3f1ef4a9348cf50fb8f707251029f996402eac0f85553f2720cc9d1e32b674e',
                '03f0a839012a860947b79b976840db6b2f1f59ed72d9caa7aaa6137e7130f0bb',
                'flights'
            ),
            (
                'oracle.weather', 'verified', 124,
                'def4654b3ef28a217ec8e0e2304faf43cca2c2c9ed66b974c606878d6a649df1',
                '399b40ca86c99eb37982c5b6d7decc39586641cf6e029283190f57a5d97cc05c',
                'flights'
            ),
            (
                'validator.aircraft', 'verified', 125,
                'f06f9eb0cabee98e7f76b692f60a01596c904407144dc19f2faeba4ddd2c136e',
                'c6585d79403ff6ac4acf240c318cc57aa8d5ed03e47599e8a491b98b41183372',
                'flights'
            ),
            (
                'validator.airline', 'verified', 126,
                'ea07df1fbbecf3d51312b1a9584d157447d421d71e9ea81eeb1c5e54c7e0b123',
                '746121456b9ba15f724e01749d544c95be11a8c41efdf9909189b395e035c4d3',
                'flights'
            ),
            (
                'validator.airport', 'verified', 127,
                'cc13546fc0535a6defc134faf12a298b6cdfa02d9720f46e8105aedebf9e06ec',
                '3c700caeb1729c4f16f1dc2acbb5fd1c3ab436c9237165412c65670f328fffee',
                'flights'
            ),
            (
                'validator.flight', 'verified', 128,
                'c3fc42bbbee8abd5f56b2db0546beae53c1199a64ef2be5383de5e67c24918ea',
                '4401e2de5621e9fdea936acd6cdc59ef781364657f8774ea165513d9d566a4bf',
                'flights'
            ),
            (
                'validator.weather', 'verified', 129,
                'c3a763f5cda60f8f970ad494ee1a938ea8aafbb050948664b0e4e4ed999e8740',
                '0cc2f15e39234679ce9a1a89324b331e0a76d6a2cd42afb996a7064f45b48f6b',
                'flights'
            ),
            (
                'repair.aircraft', 'verified', 130,
                'a0b4e76359b7728e7ad18745f407a02ad94fd0b537fd307fa376dbf0b14c43dc',
                'd292a2785ebcf199103e704438e80f5feff6e36bdcc8eb8ef6d3f5e16a6d7947',
                'flights'
            ),
            (
                'repair.airline', 'verified', 131,
                'b1e68aa66e925741b6914adc226a17d7c954536a32967509ede926dd22216ecc',
                '587e9e3bca37647f7a1db28afdb90bce07549e8078cad9362e2c3a4831ebded3',
                'flights'
            ),
            (
                'repair.airport', 'verified', 132,
                'd5622e3875140c690ce57802d1945b586b0641c0841f87dd1c1a00bbf3bec03d',
                '6811e7cef3b2c33c0d520e35cc678a4e3fb29bee34bdd1956b2deb020fb565fc',
                'flights'
            ),
            (
                'repair.flight', 'verified', 133,
                '77383bb1dd40c5ab2bb313beb05ad12fb9c2eb763610eb92e41666069bdb10fd',
                '535ebd107d72163635e3cc4fbed102e65660e0f96603926e30f3f8c5a4431413',
                'flights'
            ),
            (
                'repair.weather', 'verified', 134,
                '97086040692f9a122324b00194cc707dfbbd2dda824ffc6d8398447835db605c',
                '642fa11366b99dd91a0ffd45474d8d7916302944b1f2d06fad4dbc7bdad5cf09',
                'flights'
            ),
            (
                'recheck.aircraft', 'verified', 135,
                '9a2755f2a7f96c9c4122dab23fe3be2cfb89fc918a7ecefc0defbd48488067d6',
                '9a267f28a74e958c58d3acf53383eacfb55a6efabb3fa1ad5a5a135237c52206',
                'flights'
            ),
            (
                'recheck.airline', 'verified', 136,
                '28806841bc6a5fe10a2363d2e56dfe75d14ee7ab08742e74a406fa00ebf90250',
                '4b7e1a9eef864be36a09ac5890b7ee2ab53b6114e0751ecb993e3e430089b3b7',
                'flights'
            ),
            (
                'recheck.airport', 'verified', 137,
                '5383dc6480901ed216241ed17385a17c19dba0995a6d2457554eb03f948cb736',
                '6b2157f99181f61ce6017c6757c5f6979eef9aeba93f11a5c80818142cb9bd9f',
                'flights'
            ),
            (
                'recheck.flight', 'verified', 138,
                '663a93578a618d8fc0b625ae6b7d88570f425c113d9b93e926deeea4d1907fb9',
                '09b05c38ff2133696f9ae0d1f295ebb132b445b2a2d2948a844dfcef876c1b69',
                'flights'
            ),
            (
                'recheck.weather', 'verified', 139,
                '8577ca41d0c9ed49de79fb09cb2cbdded0fcb570bdbdc0d4b11f88095dcd77cf',
                '794ff0aa3591037165d94115882d5cca4c695b61b26c01f74986c4aa71165a01',
                'flights'
            ),
            (
                'validation.aircraft', 'verified', 140,
                '3071f0139dac5fb74490f1545caa9cef50bc7fcf1eb5ce659f7217a0e29f68f7',
                '7cedc958924f691861f95b0ddd04c81892be7abe106d5c73dcc5da5a18e730b6',
                'flights'
            ),
            (
                'validation.airline', 'verified', 141,
                '665bd192e0e239c02a5674046392c78e1b8cb2e3cd1677c8588a0ef793f404fe',
                'e678de68a302bb3c47c517eec2b54ecf7c4c69f605fbb33d3691df1a0962a9ba',
                'flights'
            ),
            (
                'validation.airport', 'verified', 142,
                '08a5ed6eb1325020442c18b0d46837467c900b9fe3a84206b03de4f7a0bac114',
                '9a00823b30ee4c16b577d1af4065cc99a72b8c60845e024bfa1aa603143960f6',
                'flights'
            ),
            (
                'validation.flight', 'verified', 143,
                '7d3dc543b784dade1001455f8a5bb56017ba3b4a96d90c88c76b53bd25d16870',
                '9afc3ff563ebbfa1ad88dd09cca93b62fe061438a0b6ddea9b7a4c4f2921c83b',
                'flights'
            ),
            (
                'validation.weather', 'verified', 144,
                'fdaaa731a8ad5e3474b7e60eb9449ea11357e1846d221a25a7dd20f7fd6fae70',
                '4bd8eddea41b6320e9d8b5b53936ee17e4eca2b98170a4781e9f01dbbda54ff7',
                'flights'
            ),
            (
                'names.aircraft', 'verified', 145,
                '918166965f6daaa0fe2e53a66a0566ff688b5f2be8d50e7179099d6505940728',
                '13da934570ba27413a2a36a00ab429f0301dc02c11d940a1791b705524a11c1e',
                'flights'
            ),
            (
                'names.airline', 'verified', 146,
                '59213ea62ead256d7ba879e64dbc4440709e3fe17e889124f21b95e6284ca856',
                '874fa19ccc9b28987b13b266b0101630fa0eea0c6e7f1511d11e310c8e680a36',
                'flights'
            ),
            (
                'names.airport', 'verified', 147,
                'bc55013c12a5ba0453477c150625273bd6133b1e9cca988ae3987f90e44c650d',
                '99d81594840687a5d39e677ca1d072c58b51168e0d095384cf22cfddf88912ea',
                'flights'
            ),
            (
                'names.flight', 'verified', 148,
                '35638e881184058264262d4b479dab59c86a155a2f90f4838c31a07cd29fa76d',
                'b7810a9b4b6e526065c9b3cc76acf85844130faa0511488299a90d60292dd2b4',
                'flights'
            ),
            (
                'names.weather', 'verified', 149,
                'd2d46ffb2c477bfbde39f0758004cafca5ebdaf0df8a32f7754369161b64b333',
                '64d5d88cd792f955dded3215a692e6ad0481055f872076dd04f96d55f19215e2',
                'flights'
            ),
            (
                'reconcile.aircraft', 'verified', 150,
                'f3df8ff2a44ea3ada6bf11cc12f18005138cc15c03dd25677466d002aa2c3f80',
                'a65cd53b1ea3ce8f92d3d57dc3e01170d61e7ec6ca9f2d983e4117124f72545d',
                'flights'
            ),
            (
                'reconcile.airline', 'verified', 151,
                '61fe2c731f43b76be9b0f66894c88ed175a33a08bc4cd17e4d22da45685543dd',
                'e1f550ae2163d0cad78268cb9da8de3277686c56c7ab0a1efd3a1fadc6c70655',
                'flights'
            ),
            (
                'reconcile.airport', 'verified', 152,
                '2b75afaa52e46029fefdc000b65d811965a2dd3864a0a34ea5c050ebeabaac60',
                'a53bfdfebcca89e740db18b61c34016f6a295583d69530164dd8766675d14b76',
                'flights'
            ),
            (
                'reconcile.flight', 'verified', 153,
                '1992492e8580ded70aacf26e8992605af1e425b6c57cc0cb927f08d3197e662c',
                '4407419d65011f6275a658f36fa29cb4ead8fd8f48b665156447cef654a09138',
                'flights'
            ),
            (
                'reconcile.weather', 'verified', 154,
                '498e4aa0bed4a14e16d4f9aed0e26e0ccd05f566b7bed4146092229f487af243',
                'dc0f4cf51e5da5ea3367182f1bc96eedfe27b0ed035cfcbe0a1f4c14c8ba06b7',
                'flights'
            ),
            (
                'reverse.aircraft', 'verified', 155,
                'daef24c663dc05810a79268237cad3599dfaf4acb3a395974222642d1f2bbbb2',
                'ab899222288ba81c96646e2f3499e9269b713b808a00e26651a3bb7330e4b6bb',
                'flights'
            ),
            (
                'reverse.airline', 'verified', 156,
                '01cf4d1250b3f715ebf3c8ce5bb56e18d3c09c32975550e2d38ab904cda42eb3',
                'fb629272e5d71ce9f0e440be8211e4f9e9eff4e6941f4afbb3b37f141518c156',
                'flights'
            ),
            (
                'reverse.airport', 'verified', 157,
                '4af3a95b361b17ab0b77c4af38de0da5cd677c8d153820bcc9dab6e56fc03939',
                'daaa8b3f1d1ba39f00187e884f230667cf11d79959ec1dc7ace17d66c95fb621',
                'flights'
            ),
            (
                'reverse.flight', 'verified', 158,
                '891c40ff0bb2a5917f1f2ef19d48e68d411dac4d94a17c1ce865fa13435d72ad',
                '83b17a601607dff4a7b54ac7015e807170de50aab0ab7139fa60572a134bfad5',
                'flights'
            ),
            (
                'reverse.weather', 'verified', 159,
                '83428efc23e420b8473a91cc723f4be0e95ef98ac5f02aa91b513ba60d03061f',
                '1eebf0632b3a7bd4632acceddf83625d78e87be2fc307ad89fd91f55c9e32554',
                'flights'
            ),
            (
                'dependants.flights', 'verified', 160,
                '7d05a76191b5fc757005f7ce0e6ff05de0961041cebc83ca6da143034dd3a24d',
                'bb52432585344c85db2f7ae0eafa33b0c75aec620ab856383a1dafb69295af28',
                NULL
            ),
            (
                'statements.flights', 'verified', 161,
                'c33c4f251b450c0b844dfd49df1723d866ef5bd05988e7f4b7dcc7da193b29a2',
                '4153da67353dff2a61a7b928b5c54bbb7d9d67147a78da065372b6491a44660d',
                NULL
            ),
            (
                'switch.flights', 'switched', 162,
                '9a3a3b3713950919ccbff12c028d96053e22a0a8b702ff691bb71bdad7a157e0',
                '85fac26e7df970914cf4c680fc23d4907a1331cea5f4604812c5672cc0b518f4',
                'flights'
            ),
            (
                'finalize.flights', 'finalized', 163,
                '466b8194df9d0c9cf2d45713406a9a0a7857b1316e161da9b72a28a252ae17b8',
                'a2f7b5e977fbcfe176aef9b0b5a1caaf18fc5ab45db0ae15f5adb6008da7f160',
                'flights'
            ),
            (
                'hold.flights', 'holding', 164,
                'cedb60529b0cd7ecee218febd1043362673850a5bff9f06a7f0f3294bee48381',
                '8a04c4b3d55cf89fb294eae46dac66397f1064bf0dd318ef96b3e77e20ccd400',
                'flights'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback, data_set)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'flights'
    ) AS s ON s.step = wanted.step
    WHERE (
            wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback,
            wanted.data_set
        ) IS DISTINCT FROM (
            s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback, s.data_set
        )
) AS found (object, problem);

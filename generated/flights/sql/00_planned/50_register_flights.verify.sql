-- Registration of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
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
            AND m.spec_hash = '02d5e683da3b54f04484b9a64570f8a27a0e56233add340353fa5766a0a68076'
            AND m.plan_hash = '88bbb6950c00cfe0f55ccade1876a37f4c4a0a7af99a04c9fd949ae31a57acf7'
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
                'contract.airlines', 'planned', 53,
                '0687c451dfffe9f0496bdb428c03d0af18a925c00681768ff6abd76703baba0a',
                '4488eae847e4b4c0ec488df2535042f6c31bd7d714218b2f4c5ae0cb0be77c6f',
                NULL
            ),
            (
                'contract.airports', 'planned', 54,
                '023595e287b7cef96101f014519e4fdeb18e2f456b7a127fa94c2d814d8ea724',
                'a80319725a4d24140c7a786e8c06e451594124277a7b66042ff0e41ae3450bb5',
                NULL
            ),
            (
                'contract.flights', 'planned', 55,
                'dc741ec8743aeefd40876d29429ac2e97a285d1f712c0e2c03cbfdddd37be1d9',
                '7c924741c819e145326fb2bd684e4a1d8c473eb3622f252be07c322b48182436',
                NULL
            ),
            (
                'contract.planes', 'planned', 56,
                '45f3e307ffb4ced30f8c07fb360f9b4a87e22f07ddcd7d2890145e47aae2ed18',
                'facdd848c42ec940513d70328aa13ea87d9db28aafc4a1970421741d98e9b096',
                NULL
            ),
            (
                'contract.weather', 'planned', 57,
                '214d4af0f29e09059ccb2bf8037e7c97064dc77f62ce70bc76f501a8aa012c1e',
                '2bebd21e47e62bb9ae489527fb1afc750bfbbf07186680840f76390c23de0a1b',
                NULL
            ),
            (
                'schemas.flights', 'expanded', 60,
                '82699920714ddf5bc25179bbfe159f7b6888b144eb34693d2200ea9ead027470',
                'd5f8d4e7821fd7502ba5c8658368fc1ce89b087783c94e6c210cd00648cde87a',
                NULL
            ),
            (
                'role.flights_app', 'expanded', 61,
                '30e196ee1d95bed60c4300842f24aae9a048eede9b2321453c10406bb46e99b0',
                '9b7ac15d76e5eb7e38860a9a2123c880218d286a397de826632ed72d539ce772',
                NULL
            ),
            (
                'role.flights_reader', 'expanded', 62,
                '0fdf60f5abbb39348c032a92b65148c8420d1fa41f0922e08951d075d620b236',
                'a1786a7a326ae7e8fb0fbfc71cc90e652122c7b8be3683e5fb53188dbd932ab3',
                NULL
            ),
            (
                'table.aircraft', 'expanded', 63,
                '0da9c3343a16e516ec9f1b4a84dc7c7027a05f258a733e4198c12e9cde621735',
                '95233cbf7f90ae11afdf799948678bdf40f0294cacfd2cd61eaf72d0f1b1dc22',
                NULL
            ),
            (
                'table.airline', 'expanded', 64,
                'c05946d937c253494270f773a0854dafe637782129dbbbd2dc3027d9b11d8a88',
                'f9f4a7dcc1286d893906c254c5bb0d3282b57cfc38493256b298ede0a70a0071',
                NULL
            ),
            (
                'table.airport', 'expanded', 65,
                '94306499f8910a114e9fe5619f454470973c11462f284727b5aa02afde8ac39f',
                '096744e5cec2adeedd4ea3c3b114a0ec963700df0f66e98a15808f7d8f9153f2',
                NULL
            ),
            (
                'table.flight', 'expanded', 66,
                '5ee8fbf4bd0be3b3ca0deb5af9eabc6dfbd30abfc2129077b1b0e5653d3f0ba3',
                '6ee3b8672abe56e011691c3c196a712bc88764e6bcfbf4236cc0b7d8c7af24df',
                NULL
            ),
            (
                'table.weather_observation', 'expanded', 67,
                '36d31912048b2059e7eaf58f66ceac114fe6d747ae8b78680a692981b1c2cd17',
                'f5512db101037090609a02d2832a7c8754e60e3fc1c0ac510b21883ff84217b6',
                NULL
            ),
            (
                'partitions.flight', 'expanded', 68,
                '12ba09a186a80fc945654dd38aa85bec44212343a5e0a1847bf059187c240392',
                'c038c9b4f232e8f0d7e5bff49e7909ed52aa2dbbf7d074b3a22ada82d205e009',
                NULL
            ),
            (
                'mapping.aircraft', 'expanded', 69,
                '4e510219c0dd7b6790703888f82e128462e096edc3f9066e99a4a7ee876b0c2a',
                '4ce59e9306d71c10f2823bb8a42431b89ec520f9c75780381f80988bdf2c841e',
                'flights'
            ),
            (
                'mapping.airline', 'expanded', 70,
                '2e1f3f16d0a70503fcdb822b2d21c3e874523f57d8bc4b6f030243c73ab80e43',
                '4c9d4c3d400986e67749fa38b1775bb11716b4771efad516cc2c28a4a3a96164',
                'flights'
            ),
            (
                'mapping.airport', 'expanded', 71,
                '125b4be3a3415621c30ad4457c47112a63702ba33048de6c5a421f4126b579ce',
                'dafa254b2ef4a2e9d5f2ca637d398f7ecd01be334b9cdeadf0330524e232922c',
                'flights'
            ),
            (
                'mapping.flight', 'expanded', 72,
                '065326189e916690c949e179289c46d5506ea707e5dc420f95b216d828fc6b40',
                '6ab055b64d6b5e41bd1d588d7e4d8aea6026560bae2989aeef8f5855924aa6fd',
                'flights'
            ),
            (
                'mapping.weather', 'expanded', 73,
                '5d53af5916f8ba55d08554c6971ba323525a2538e914413c2fdd87095820fa24',
                '786b14fb36605b181ca4823932e169337a031a1bbb5c1e6b0b7f56ab744267a4',
                'flights'
            ),
            (
                'fence.aircraft', 'expanded', 74,
                '77239b70948120c96cba180770bf2f1a6c8b4074ea12cdc22b9e3353fa2d486b',
                '7f5d9192454a68e0ababbc1c409bf36b02de04715b92ef72f4df0692a1726c05',
                'flights'
            ),
            (
                'fence.airline', 'expanded', 75,
                '623d31b9f8eb401b78ad1edfa58e001fa7dc9301ba9d850339b69ecd6c1e44a3',
                '7d37b28f7be40df8618975fae37a99053c9b2e8952c662b074ad65e43b19ba63',
                'flights'
            ),
            (
                'fence.airport', 'expanded', 76,
                '6420aadd820dd6e570114a72de58c060d4c1e0cdb54f52110cc96d3181a85800',
                '5fa2bc893f8c586d7c86bf34a940e044a1222dba706b143e8b172ee463b953f7',
                'flights'
            ),
            (
                'fence.flight', 'expanded', 77,
                'b9018030856e4bbbd48cd3aaae5d32bd34b8e609c3d4dc32226c45aa6332b5a8',
                '5c8e87c32d833fb08c60806073414e5c6e768f917cdab834c49f3aa038811cf6',
                'flights'
            ),
            (
                'fence.weather', 'expanded', 78,
                'a399bf133e2b1fb504a73b5aec82974d372a0b76ea5814529b4237c0c67b1d1d',
                'c4b4ae7183ebe7f24377fa59bbf05ff33dd07541e4774d8d59008a0ebbe20fb9',
                'flights'
            ),
            (
                'bring.aircraft', 'capturing', 79,
                '024bac57ef5526e8d5e63a90653ad639e338856a1228e8524ee4840936bfaffe',
                '14d7e6e7715e9a58aeeafb6054f34ce70cca20f2d0372f5aef6f97f1569474ee',
                'flights'
            ),
            (
                'bring.airline', 'capturing', 80,
                '05c3a469f50fccedb1296c9ff2f60556755cecfc2a59ef51926db01877441e7d',
                '2c991bfd96eaba0543a72ac1c6d5876b1b40b11887c43f50276e9f1177ad1713',
                'flights'
            ),
            (
                'bring.airport', 'capturing', 81,
                'a2787fe0eefe39afd5e7ecf05fe78bdabfa9f05dc8c330221382152b4d08345f',
                'cc2bc5023c88d564b67cc18c6c1331b0990bb1bbb6b3dc1a7806fdf2d619e5af',
                'flights'
            ),
            (
                'bring.flight', 'capturing', 82,
                '793e437d99725b3f663a160d00b3d2b8fe11e66be823d909d574cdfe6da0e863',
                'd28975272225aa92d5d92ee0a719079ff7f1e6f7f3f4b27e0eb1c6bc80f6266d',
                'flights'
            ),
            (
                'bring.weather', 'capturing', 83,
                '2168a84643f40231abddd471d857be8b162ec8bc7c6a53b48c6190c26b1d5415',
                '5243cd042c4938b6acc283c815f642a79ca29a9f459f784014265ee0dbaf2486',
                'flights'
            ),
            (
                'follow.flight', 'capturing', 84,
                'b90ebbacbf9609bbfaf46f7c462be78cbb24fdca1928301432da273785fce547',
                'accc62089451eec820254cb4673b4e6b5bc47bb7cb95b799051dfab50618c68d',
                'flights'
            ),
            (
                'follow.weather', 'capturing', 85,
                '46da9e29d1d71b3dd8ed56dd719eb96414cde5abe4f3c63c2e8fe279815e2854',
                'a5ae38b2f0831371fcb2c2425de565c512d0138124ac9d9f1f487d6b88414ea3',
                'flights'
            ),
            (
                'capture.aircraft', 'capturing', 86,
                'f99f0b7ff3f9daced681a0b0bc8531a6279a85e98b8fcafa78d22286c9286cf4',
                'deefc4523d6ab44bc3100560d5865ba3c6641e9976396cf8004d1a007004733f',
                'flights'
            ),
            (
                'capture.airline', 'capturing', 87,
                'c75a64adf2e7126d0f174466229046f435e00885f48ba56084d799f27701cbc8',
                'f9f0e52434de4a622b308cb800333c46f064ab05bb8fd03ea38225221fae8bda',
                'flights'
            ),
            (
                'capture.airport', 'capturing', 88,
                '2bf8859068dffe79cdf3e36550df767b10db3e243a60cdafb5f21dde0de1cfb4',
                '9e4eccb9d297c9aa27f51ae8083295565b6f65676cbf2a1ecb0e559fcfc0c221',
                'flights'
            ),
            (
                'capture.flight', 'capturing', 89,
                'e7560153b5dadc3f9ea2eecdb67344bf6f0fe682551f12fad822e57651937a09',
                '98cf837d29236de94d8da7883989fec3bf4c343b9d34587fa8c670d1bbd206d4',
                'flights'
            ),
            (
                'capture.weather', 'capturing', 90,
                'b43c770086edde5d8fca10012afa611652d93b107d9abf2d994b1468099556a0',
                '6120674fb9619573f894b515c1d4c2ef6ceef6d7dec7286dd371c4466b4d6d23',
                'flights'
            ),
            (
                'copier.aircraft', 'copying', 91,
                'b0bb3fbe15dccce6c7d4b8dc3e166320ca0b29b183a16bfa9d182f6375eafec9',
                '15bad7f6cdd7c0bac1e689d9d481d59b9aee255e14482a95cd38b0bf36920ef1',
                'flights'
            ),
            (
                'copier.airline', 'copying', 92,
                '71b4b14538e053de8a6f18c355600a0fea97a5fb47cc12499e4a08c2d386d3d1',
                '824b1719ab2e017c8c6cd7ec665eb46f0f515e4e4f5e3cd111ea3e2bb9c00131',
                'flights'
            ),
            (
                'copier.airport', 'copying', 93,
                '6c7763923ff9786d1b11496af09b2bd0e71bc80204bd0e5b0185d81cb98e4527',
                '6e18e79eac782bb2253fd846325359e6f2a2554d18f3d3d4c64b4e282028e057',
                'flights'
            ),
            (
                'copier.flight', 'copying', 94,
                'ca1bb978cca686169379c1e8e830790f00581398c1190330ef29b2fdfda9ceaa',
                '82aff311edfde66c686f13b64230f7d9abfd5383bf5dc082fbb9d3e5afef220d',
                'flights'
            ),
            (
                'copier.weather', 'copying', 95,
                '33b9e29afcb026cea4d0b866fa5b6a794b2951467c2467526476c67f3240957f',
                'ad9b8039e2c5652500d273d04a593e722ddc65979e0fcc31ea8ad8d496bc653d',
                'flights'
            ),
            (
                'backfill.aircraft', 'copying', 96,
                '3414cf374cba6085b6389962743be403e38009ac1065e524ba1296abaa71cbfb',
                '1b5d40a5ddf13348708e620b532f4a8d20be25911b3293b3b03718481f03cf00',
                'flights'
            ),
            (
                'backfill.airline', 'copying', 97,
                '291cf12322b50a6922384fa6360237333552adc971b6712f1807f62db885cc6d',
                '0928e468bd9a5139ede37e1cad763e2abcf506eb66d275c3fab47a3049af07b5',
                'flights'
            ),
            (
                'backfill.airport', 'copying', 98,
                '68320377f529446cdc9c6a2c801b60a73a0e4af3d39e05e16242ae3d7bb7d204',
                'c024771b8e024ef16801926b6c4f98e66d9b745f4affbe84fb4a991c0e983905',
                'flights'
            ),
            (
                'backfill.flight', 'copying', 99,
                'ba374db1641122fc561117703d8d41803ca26f5539325d114d11fbca8de7eb53',
                '9ff94dd5a0eccd25cf24108b9d823aa57a6f7969b9c834e2c42352740551da2e',
                'flights'
            ),
            (
                'backfill.weather', 'copying', 100,
                '4a8801a58e1b8b75b7e704d22654bf278bb6cf22616c60620461ac299c40a76f',
                'd822c29bdd197ecdc0602befdc599b4c291951f32b2ff08e59a4bdc01b49ef17',
                'flights'
            ),
            (
                'index.legacy_flight_origin_time_hour', 'copied', 101,
                '7a8601f2216973323abe2799ea9579e546c26b9e08f0c309a61cadb510ef5260',
                '3e60777242516d381dfc2cd3d7bc8d229f0c5255e45f9b6b4491d53735697077',
                NULL
            ),
            (
                'index.legacy_flight_tailnum', 'copied', 102,
                'ddfd8fea0fc4b7991864fb8adb14fb6029be6b23e91c809aa05cc1ce8458c34e',
                'b589f2a6a2bfd5b4b688611e47c323838cdb25f26ee33c4bc37c66884825f3b1',
                NULL
            ),
            (
                'settle.aircraft', 'copied', 103,
                '7e28a875c682b8d5adf5c3efdd6477ce907f3a36a3f82e2bc0b462df83463888',
                'b33bdc4c6452e0c0726629c943727b3c5bef0a5794ded94a3478c34ab6b740df',
                'flights'
            ),
            (
                'settle.airline', 'copied', 104,
                '225b2aebb583a580ed3598b493072732d7fdb010c34866777c61532575cf2ea6',
                'f8f8df89e68eef6580b7d8179a121bfffd74c3389e11d4b466e53ccd07b8380d',
                'flights'
            ),
            (
                'settle.airport', 'copied', 105,
                '0eea94cd9fc0ab7b2267b832daddeab3d7ee617733179d03bb442e6a6c1cbaa7',
                '854a75dc1da4258781aa6cf7d08e11f5237564c22ade3cf7d52a9431f39878be',
                'flights'
            ),
            (
                'settle.flight', 'copied', 106,
                '50319b92d3d6b057162a516952d975c68bc188b4dc0e74c14ea44068f23158a3',
                '6dbe1914a2f9bb7f8782a1f8f3031add7a20c2e12429009b2aa7258224e54583',
                'flights'
            ),
            (
                'settle.weather', 'copied', 107,
                'a4cee6cb55c670d17a401296bbb1dae982f8edc43d944aa9f81df2ace5512d7e',
                '29bac51f02857ebdf3476fb3fbd4279004827179019501a85cc6d544dee783a4',
                'flights'
            ),
            (
                'restored.aircraft', 'verified', 108,
                'd63a5266209deeea3033a2119a2329c87b1aefca568885c3e2224eaef7235d6f',
                'eec5a80885ee5ba41def0db2dd557bd319d762387c37867bf64c7d160e476e42',
                'flights'
            ),
            (
                'restored.airline', 'verified', 109,
                'f62e763a4fe7160f698bdf03258d8626bf6fed28b79c2d163cf4b3830473853f',
                '3cb5e33ffec4c71b4eec0c53fdd199eba239df07a8a72ee5f61491ac9a944f93',
                'flights'
            ),
            (
                'restored.airport', 'verified', 110,
                '1d5c9dc086afb1229bab09128e9f59c026f643c2fdf1853f978fb0438bc8657c',
                '743c5d0e444cf4cfbb7726d3fcce352c1895b312dea12d3e95cde9e1f39f4516',
                'flights'
            ),
            (
                'restored.flight', 'verified', 111,
                '7f7327a76cba27004f9209e37f7ef653d474f8b2574d07709d00109336b375e7',
                '18c1bded6bbf43efeb9f853a1991f61a21c53e6f394d232bade78dca8d791a43',
                'flights'
            ),
            (
                'restored.weather', 'verified', 112,
                'c546afbbbd035a81026b8d5b95e6ae9bd753d50ed49be6ae672725932c564830',
                '6835e14266efab651e86d392da9d6f2aea0969cd42da87bc8d9c125b61fcd487',
                'flights'
            ),
            (
                'validator.aircraft', 'verified', 113,
                '6bd43a49761e41da0e23cfc7585a32e35cf8e25312d8119dff5e417fb63a0acd',
                'a0a7c2abb35ef2ad9c45fd4d089ea970a6f671b43dd3ec3fc115a0ab7d405e47',
                'flights'
            ),
            (
                'validator.airline', 'verified', 114,
                '39ac6becfc46e295f6d474f6628a422f1f20ff2a56a5d9092aa10f3965171f5a',
                '44fdf9e9f53ace13759a2ebb2c9ef62bad1a8df717053cf20a4c8d7213f37e47',
                'flights'
            ),
            (
                'validator.airport', 'verified', 115,
                '6a32f4110ad5fa04af61e15f4b908479c161a486951f5b9b6103a8560289b68e',
                'ebfdc56d130d058c31747ba751de9eb286d312f2140c1182bd6608e8d44b92f3',
                'flights'
            ),
            (
                'validator.flight', 'verified', 116,
                'd95125c3d418a0ee409f7050059e63c110769bccf3c79c0c1617147085a222b2',
                '0139bedd88f883a380587bed2f4074703f1604ef9b97ad4c6c51dbf91254a862',
                'flights'
            ),
            (
                'validator.weather', 'verified', 117,
                'd1e26cd859ff277fc1fda908781def7b6aaff5b6c8bf9398733b764a0b297aee',
                '9b6b7a6447d6ab4da93ad8e14ebfe0fe9e7e0fd4b164f24ea79337ecb477941a',
                'flights'
            ),
            (
                'validation.aircraft', 'verified', 118,
                'ca8e0c6326c363dbeaefd79d00dbf3759d7748ccc6f2df94f7d1f98568b94e54',
                'a1303f1f4253aee9eac679b6e7382d38a8bbe8c230992b8e21896895b3e8ea38',
                'flights'
            ),
            (
                'validation.airline', 'verified', 119,
                '9327d95f6f9363cbe5805b7ac8935b3d46489bcb71be65e1c4ee5f50c800c6d2',
                'd8d81846969754ceba591102c2202a148046143652f58373f72e175983309d87',
                'flights'
            ),
            (
                'validation.airport', 'verified', 120,
                'fde4ba093737e2e98cda5140314c5992174b1372ed88c89018d5697475b90741',
                'e9d433016fd85facd2dc3f162aaf573ba228f540aa33a24cd67db88b5e850567',
                'flights'
            ),
            (
                'validation.flight', 'verified', 121,
                'e914c73161be8df7bc919314da40741fb3dc232e4962ce73a09bd07df2313d22',
                '1c62a7fe60e9e8d4dfb6be3083f6ecea905b1f540de2c054d425999d6b5b88d1',
                'flights'
            ),
            (
                'validation.weather', 'verified', 122,
                'b542acbe1e131d4f40394def40d308716e5427faec6c710987fd45fa7191a28d',
                'ab63fe2ae3cf066e9e514daba18147daec2187c7756c1b35322828edaf7881a2',
                'flights'
            ),
            (
                'names.aircraft', 'verified', 123,
                'daac0c86901eb2d7844f7738f34162b771bc2f8aa7bd716f6abd9432ca024114',
                'e81df4dc791ad47e6d1f2a8388e7efe223b2f0c6c9cfdf8ec321d01fd45c6200',
                'flights'
            ),
            (
                'names.airline', 'verified', 124,
                '3e7536d0d3b1e71530f271bd416dab76abef06bdff5f7bb68b88665fa91740e0',
                'e011e702d598270620aed811a628c951d24f246b8bc06cb96e3a4b004913f2ac',
                'flights'
            ),
            (
                'names.airport', 'verified', 125,
                '816703b9e6fec874c7ea97871d24cd7f2a423b7a035ca8628d1aa441aed70190',
                '72c3eee3ad0950f40c3774b89c98460b47b32f8ca4de503545d4c0d7b73b3bca',
                'flights'
            ),
            (
                'names.flight', 'verified', 126,
                'd8b4786fdc55eb1997e42e3fa30fe5312957b6745965697468aa848af0cea492',
                '532eaf4ccbc657c1465bccec029f31d998c9306755fc2f27c9f64f6e4b627687',
                'flights'
            ),
            (
                'names.weather', 'verified', 127,
                'db5e20797acf59e240c0244f9f05123365bd68ace0cb09d78607a494c6e79912',
                'b210db241237ff298b35c03293e8fc21f32c78b44068ff430a43866258f804f5',
                'flights'
            ),
            (
                'reconcile.aircraft', 'verified', 128,
                '04bf30d3dfd61cfb3c9a45ea637ffc89c93ea5a01eb813a657313c00a1d844f4',
                '3f609a2baa99d9dea646d9f36492f0204446c91c0feae319fa8ef16287aaeff5',
                'flights'
            ),
            (
                'reconcile.airline', 'verified', 129,
                '4f37e657c3b45ab4bd2c690ae73461f01eec00c42f3748f15e5206907db13eec',
                'ced28ac2e23c31db90e09d3935fb4cec05767753ab47d6d9b4fea334aaf1d396',
                'flights'
            ),
            (
                'reconcile.airport', 'verified', 130,
                '358176d2a71fd5f7a9db72a9b8d7e204b1f9dbd6261ffca9ac19f72f790e0592',
                'e68e912117562083b7b1ea33dcde5400b3367de85a5f3810252507bcd4b98f17',
                'flights'
            ),
            (
                'reconcile.flight', 'verified', 131,
                'cd975d5b1f43d206b113bd52dc00fa39d27dd0276f29f2c24bbeeabd22176241',
                '7236452ca23791d27ee8e5b49d5864cb6cdc1358e2eb7c23d611c7ba68812415',
                'flights'
            ),
            (
                'reconcile.weather', 'verified', 132,
                '392b9808209246902783248ba2272c41168b72af83ca1fb9827120f0fd75ddb8',
                'e2a1df9ce93ea75733ce65976cdf66cc4d557ca0fe5c6f8794751f988c7f0619',
                'flights'
            ),
            (
                'reverse.aircraft', 'verified', 133,
                '25a3a4d1e4118164fda40dc3cf131b683c7f002fe2543f1b4672c5931521d58e',
                '9a634d0e1bf843c0b75a62a3b1d05ce042a133ada53d492a1f35cf9921e85184',
                'flights'
            ),
            (
                'reverse.airline', 'verified', 134,
                'fbed44a0a54017ecf0ae14ad0109cee9fb5eef368fec4295a717fad2df19de02',
                '9fbe6fda4b197adf8a1f25364543e92ddf6787d34f9cc05c5b9b4cc75eec8457',
                'flights'
            ),
            (
                'reverse.airport', 'verified', 135,
                '81eee7bf9f98c01d01be494a043c2d2bc672c7b96a564e9dda4556625c810c00',
                '8131c28d387c3372b60c10366b166a44ca3d3a0ab14d6a88368a7db5009c14da',
                'flights'
            ),
            (
                'reverse.flight', 'verified', 136,
                '6064cfd7701ef25dc9ea38d2577b6d2084ae4e3802808fe2202d764711737e8f',
                '89ef17b90e7b2d5bf1e63840de64ce0d4c99fb4cb7b89b2940a4e7cb21c357e1',
                'flights'
            ),
            (
                'reverse.weather', 'verified', 137,
                '2ef5761b4e99d112df1d07e947f6d81eb3bf7bee828c65e897fd2eed2076a843',
                'a0134bc6d6de86f3d21b540365164641d06fe583f0bcd58518356b06856ace63',
                'flights'
            ),
            (
                'switch.flights', 'switched', 138,
                '77a0bfd67ca28eae14cb3a47cc1307972abc08f17c41e91902f6926032d5193a',
                '37acb85143f6bf8ba644c9be40542226cc30c5011d421a00d18ded671c1a5a33',
                'flights'
            ),
            (
                'finalize.flights', 'finalized', 139,
                '2787992f08c2907d667e0de3af5a225f446bdaea9a4218f85b39a0d97bf05621',
                'd6c26db64f369903c43eef2145f6e19e7c493f8bc1d7e6dccc2d81000c932c49',
                'flights'
            ),
            (
                'hold.flights', 'holding', 140,
                '070486b54da429562d3b7d3a1fab1f7bf5d30570b564d947fc4576ea5e301877',
                'b6f4ad020353f5099f28e83411b6b0e16327880f00f18aedc38ddf11a764cf77',
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

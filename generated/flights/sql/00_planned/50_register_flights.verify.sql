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
            AND m.spec_hash = '7a241aca01ab5b39f9534820c33356e1749e8538b8711d8641be9f328dd14c9c'
            AND m.plan_hash = '9f8eaae8010043f1c959ddf0beaecd03aad9839e00dd4b3e12cbbafe9fba5a2b'
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
                'contract.airlines', 'planned', 55,
                '0687c451dfffe9f0496bdb428c03d0af18a925c00681768ff6abd76703baba0a',
                '198856952e4770c1bac97e7e0fa746ea64946574f290b0826070c7c489044471',
                NULL
            ),
            (
                'contract.airports', 'planned', 56,
                '023595e287b7cef96101f014519e4fdeb18e2f456b7a127fa94c2d814d8ea724',
                '98315859b3cce8b8a5a56c289e41474b537e16987ee3a15f5c6df527ab9f6750',
                NULL
            ),
            (
                'contract.flights', 'planned', 57,
                'dc741ec8743aeefd40876d29429ac2e97a285d1f712c0e2c03cbfdddd37be1d9',
                '3c73406bbc9d2e88210d06642ff0824dd95516bc7661be8388f28c7a94633ccc',
                NULL
            ),
            (
                'contract.planes', 'planned', 58,
                '45f3e307ffb4ced30f8c07fb360f9b4a87e22f07ddcd7d2890145e47aae2ed18',
                'fad28542d937947c1b1598711327a15114b6f55a3737b431a572068555c8bfc4',
                NULL
            ),
            (
                'contract.weather', 'planned', 59,
                '214d4af0f29e09059ccb2bf8037e7c97064dc77f62ce70bc76f501a8aa012c1e',
                '7c4282160d0bce91592d6fd85d40715184d79595aaf39275828dd318e069c24a',
                NULL
            ),
            (
                'schemas.flights', 'expanded', 62,
                '82699920714ddf5bc25179bbfe159f7b6888b144eb34693d2200ea9ead027470',
                '87014b91381b0a44b76b18efa8cb6d92574421c829085063d46018f233e43843',
                NULL
            ),
            (
                'role.flights_app', 'expanded', 63,
                '30e196ee1d95bed60c4300842f24aae9a048eede9b2321453c10406bb46e99b0',
                '79b317f9c5308dc503ca8053f9ad72941a6d5cd50e4f0c1afef5bb7cff09cbec',
                NULL
            ),
            (
                'role.flights_reader', 'expanded', 64,
                '0fdf60f5abbb39348c032a92b65148c8420d1fa41f0922e08951d075d620b236',
                '16eda8f7873d4793fd1b056fe0a657f90a126f309cd4200336e2a5494235e314',
                NULL
            ),
            (
                'table.aircraft', 'expanded', 65,
                '0da9c3343a16e516ec9f1b4a84dc7c7027a05f258a733e4198c12e9cde621735',
                '2319dbd624c93f7117318098f121f0937fc58a5c25602afed365e9684f3c000d',
                NULL
            ),
            (
                'table.airline', 'expanded', 66,
                'c05946d937c253494270f773a0854dafe637782129dbbbd2dc3027d9b11d8a88',
                '70c195b6812a64ce2b8f93abfdba7ea850d103e60955140828fdd01ca22f1581',
                NULL
            ),
            (
                'table.airport', 'expanded', 67,
                '94306499f8910a114e9fe5619f454470973c11462f284727b5aa02afde8ac39f',
                '66f752c5d80788c87caef13fd6539f5ee4f65d7cdc2cd44375ae1261656b2554',
                NULL
            ),
            (
                'table.flight', 'expanded', 68,
                '5ee8fbf4bd0be3b3ca0deb5af9eabc6dfbd30abfc2129077b1b0e5653d3f0ba3',
                'a1f1ccd88f3796dd9282632e34300c48c05e720fbc91d16966b6dd705e62f5e3',
                NULL
            ),
            (
                'table.weather_observation', 'expanded', 69,
                '36d31912048b2059e7eaf58f66ceac114fe6d747ae8b78680a692981b1c2cd17',
                '817ebb8cd9dfd2159c69bafec4c3b6d5c7cd979b4271a8133f5fa17da7567862',
                NULL
            ),
            (
                'partitions.flight', 'expanded', 70,
                'e27968d56edbe5e3d920db107f9b36339932b5a1a778104745c00f16a21539ef',
                '59d8770ecd6edd7d727cdd1c0fab5d97879e8dc259c30d85c647890f0738c083',
                NULL
            ),
            (
                'mapping.aircraft', 'expanded', 71,
                'ce4270cc9b7a6fb6b534af52d2a2540eb0c05ed1f304f240892a3fd88493e1a6',
                'eaf7cb59740241f11ceac4b2456a20831677016089ad18c5b875eb75ba849dfd',
                'flights'
            ),
            (
                'mapping.airline', 'expanded', 72,
                'b3a80d0f6d4c6b673c5ff66b363b7604e85845dcdeb3bce61b80c508bd3aa18a',
                'e391346d92248fcb43fbfba7c50891587d095cd7345549fc481015bcbec008ab',
                'flights'
            ),
            (
                'mapping.airport', 'expanded', 73,
                'f6c969337ff7f6df45339ab0470fc5b80be4c22ec0246005e325ea8198f64dd5',
                '584dcdb6384e9492bf0915b91d64fdc30b266506b2f6d8d404113bd3a4ce0c11',
                'flights'
            ),
            (
                'mapping.flight', 'expanded', 74,
                '40ab17176fc045c64c87c479d9c4ba78f0ebf190fe892e8015bcf8886bf5f71f',
                'c6e24e7bf80fbd4ea7b0c0b9a3c37c19d84f19b0357a107575db763b83593af0',
                'flights'
            ),
            (
                'mapping.weather', 'expanded', 75,
                'b8abab4f04c4117c87a5a1b0e5c5531178d6574ba7469259dbadc97083d6734a',
                '5adfa5139dcff8a00c611c7351e539640cb166a3be8fd54f6724c97625e49899',
                'flights'
            ),
            (
                'fence.aircraft', 'expanded', 76,
                '0d7a14f47e2266463650ce019f4ba18d704f00e11744938e24376a447d268aab',
                'd919d324a8d15b4225f981f63d6f4e3928447996baaf7888fc7f60f4011ed8ec',
                'flights'
            ),
            (
                'fence.airline', 'expanded', 77,
                'bfda7993ca78ea0b290ed9569255fb6c97611fe9622fb0f4e8b87ed7cc1dfa05',
                '5bc9724d66502051dfdef56c7be0743cd2459deb575ad24a7716bf6289f2e314',
                'flights'
            ),
            (
                'fence.airport', 'expanded', 78,
                '7b7688acb42d9fc4e40e70f89a3c4c478e25ec93830faec1f45ef65193d3d6d6',
                '0b81ce7b08cb61f424ad04d711870b05e133c770f3856da51dec8b0e210d2552',
                'flights'
            ),
            (
                'fence.flight', 'expanded', 79,
                '341f9d6037b72e70520f952d4d4a2ad7fe6fe4e2a2cc30a39f81207a5c52929e',
                '56f836c898239dca700c0f713234410229ede19975ad50bb1cfa5330db0e3d53',
                'flights'
            ),
            (
                'fence.weather', 'expanded', 80,
                '806d48bc2f2292aa61a188d216e85d2a16b0d96b858a05bf14ce30382c388189',
                '1424abb691f910be107ee1173256d62341fe6769b009baa5ee1acc47c27a3a1f',
                'flights'
            ),
            (
                'looked_up.flight', 'capturing', 81,
                'deb5e4d576dae8e7aa4ca28f78b873a34a6264a9e42a1e2f508aa77fcf05cd67',
                'd0cb4adf85cee1535fdf404eade21d1f836514f35aa76815e235811b5988c49d',
                'flights'
            ),
            (
                'looked_up.weather', 'capturing', 82,
                '26ca124bbd16c86d993bfd1aa166054d0223ebf513cacfc2b09e691f3a460ac6',
                '4646de56b81eb13e65505e87aa72a7666af614dbd47437694704a9157cef3385',
                'flights'
            ),
            (
                'bring.aircraft', 'capturing', 83,
                '739bf28fa8dc47ebb7e92e5ae78f8bc2da8c96bbd5ef0c6f52306421a24d43e9',
                '1bb77cb3396589312f2c2a4c0c289e0500b2fa179d4b3d30cb5e3bb1bd0b66bf',
                'flights'
            ),
            (
                'bring.airline', 'capturing', 84,
                'a37920cf50cf17e90e6b3bd2c950e32044d262309d6287ecc414d83ffb5732ff',
                'aa4879b0e029d385fda94fb44614c1f17f3fe991d40cddf47b85d706b44359a9',
                'flights'
            ),
            (
                'bring.airport', 'capturing', 85,
                'f34bfe1a1ac20e36cabac8c9773cce747259b58e55b15bf2cc3903a94d5f3468',
                '54427b31c27b3435cab9c97b081d66887307f8f8f5654c7092128299c83d1b14',
                'flights'
            ),
            (
                'bring.flight', 'capturing', 86,
                '306b6a84ff52985f967386e38f99707e88752c4bfff93cd84a7ce2e264396ca0',
                '16ed186886b03f34b7bc347e7737ded5abcfca0f366b4c043e4ea7700fce4342',
                'flights'
            ),
            (
                'bring.weather', 'capturing', 87,
                '950ddde53591a72c99b565ef171c174d13d772f95ab15bcdb5adf1e35c85e271',
                '6a9d83c78111aa4f9fb344d70f6b38cc6f1c1426956a1b6a7942b2962876fa9a',
                'flights'
            ),
            (
                'follow.flight', 'capturing', 88,
                'e2b9befa27d551dc5589202ac5787605ad2d06e5f38c9b30633e9a13f1b089c9',
                'f459ba0fd3360e0dd99662d140c485efd8fccc647ec0bae44640a58797f0afcb',
                'flights'
            ),
            (
                'follow.weather', 'capturing', 89,
                'd99e935a8c417aafec9f2ef4282193e791f606c4b8190a068aa70c102d4f6ecc',
                '33581c8f154eff95598da87eb3c858f1a4223b4f3615d7c88512dda835018a5c',
                'flights'
            ),
            (
                'capture.aircraft', 'capturing', 90,
                'a382516acaba20132fe17e934f5482d6a93fcefeb5ca9dd17501a9039825ac39',
                'ff8b2225cd1eecfd68a166d8da438f5102103e89a2f7d77fee3345e1b807f14c',
                'flights'
            ),
            (
                'capture.airline', 'capturing', 91,
                '4e3e4f58b4cc0889b683bd14289bf473a6afab0c84513fecb369fd59f836b829',
                'b4a4827b2a60fd56c476e2a72275cc74fe67206e819b9f6327d8852276004a72',
                'flights'
            ),
            (
                'capture.airport', 'capturing', 92,
                'cad87d7c4464acd92b7f657c80bd78fae7038e1b79dbe27ea9e19225e80d979d',
                '42be1ba7840eb0b556bb0f7ed9e0990951a2ddf59169efb72a77b9e7c0c0770f',
                'flights'
            ),
            (
                'capture.flight', 'capturing', 93,
                'f4925f3cd774d7385f7ea1382e7a280c587c7020f519ee7271ce1c901a8e4722',
                '9aed95f57847854d6a7cfa299493f0c6459aa84f7b13efb101dee4611c9c2236',
                'flights'
            ),
            (
                'capture.weather', 'capturing', 94,
                'af41db461fae05fcf38676ec487e78089a53630c9b3348ed6727d7b2b42c50aa',
                'd3513a76b0c1df5e30848331c5cf712b0b398f036e93382b58132d2cecf7c8d5',
                'flights'
            ),
            (
                'copier.aircraft', 'copying', 95,
                '5c46b7ab044d5a2477857f5ebef2d0891fe67a031d3064211d4a781aa9da9c4b',
                '90a26d406547ab2b7fe858838d2e6a0334de738e9fc3535b66c88bf2ecbb3bd6',
                'flights'
            ),
            (
                'copier.airline', 'copying', 96,
                '94aa623454cf03523bd458c61c14088c291c6044d1630819412ee183e06c0a77',
                'cb28e7915c9856b37c91817cf84f09eaaaf4ae55d8d7d38b65c3f30f5d482ef8',
                'flights'
            ),
            (
                'copier.airport', 'copying', 97,
                'f2ad1771d7f8c9291afde893a9d83afc94993487a644a8c393416ef6e52e4789',
                'e8fd7c1b96d72f0b128cd1a7983e907dc25cb3783bc8a0b73063772950caa782',
                'flights'
            ),
            (
                'copier.flight', 'copying', 98,
                '8f03ab28239f189255f96fe471158daa685f82407ed4858aa93cded4a6c6265f',
                '3e0dcfbb712b866e16ed65ab342a6291667d94356fb71466fcf556be8a746d91',
                'flights'
            ),
            (
                'copier.weather', 'copying', 99,
                '7f2bd6c2608ce31aecf73881a5cc060d0bd82187094070867d2776829af72a23',
                'af004c839adb08b425ddb986a2eadf09db5677e55e2bc8282e80589f093bd180',
                'flights'
            ),
            (
                'backfill.aircraft', 'copying', 100,
                '2077581c434cd9b99e084bd11bc9b16f4621b851a468a6bf091effb73b92ca21',
                '6677d43072054178958b17b03344025a77c78639b3aa1fd630dea0c26df66490',
                'flights'
            ),
            (
                'backfill.airline', 'copying', 101,
                'fea4b3ec12f08bcc033e73657fa1b1ad612636a3bf71c7ff654d9879c9e6cfa8',
                '9568dd002105a81852a123b91466bea2867ebda0cf6a9afcf45dc14ecc144a5d',
                'flights'
            ),
            (
                'backfill.airport', 'copying', 102,
                'd8ceedf4c08276aa94e580d24eff6d02a19f415233d20d79e891efa24cd04eee',
                '1dd031281662b62b8abd9abd54ddf6e0aad3f3d7a4b43c969eff11b548b316df',
                'flights'
            ),
            (
                'backfill.flight', 'copying', 103,
                '696997481a9820ba9a2427e3eb4646535d685692519061127619d3a939858363',
                '5dacf95edf50f44cdf5126c789e62c768e0a8f2ef2ad7943196b2a25c1507923',
                'flights'
            ),
            (
                'backfill.weather', 'copying', 104,
                '272fbe3e5c7bc9f2601e47a7fe7a9ab88c417ca35e87bd2d0180b6e006cc46d0',
                '9a2dfdb987c427b0241a630d44348728202f23a879eed4778ec2ee0db46e3971',
                'flights'
            ),
            (
                'index.followed_flight_airline_id', 'copied', 105,
                '9cd10b1b79804fd6437dbe44afe4cc02ede9cffc95ef703b86200fc2c0c6da4f',
                'f494911836868c7c2878d62c820ee7128b1176de2e7aff881645116ed15b483d',
                NULL
            ),
            (
                'index.followed_flight_destination_id', 'copied', 106,
                '60696915970dd8ab9cdb2dce3ebb04d680605d1846da4d89a24a67f2e3ae1b50',
                'c5f85fcc69805e56989cedebdb6285e87ebae5ab06d922ad822466280f73622a',
                NULL
            ),
            (
                'index.legacy_flight_origin_time_hour', 'copied', 107,
                '205408e553f2db76a61a256c42efb59d76a9295b304167e9b1c88240bfe9a66c',
                '8b88827d9a16f309c619dacdbe59fd570eb14c56b0332237462904edbc9d6e74',
                NULL
            ),
            (
                'index.legacy_flight_tailnum', 'copied', 108,
                '1da41bb6c808f9936219d43951e28deb8cc4d6dd2fd7dd5e8f9e5ccb76ffab83',
                '4dbfae96a522c47e8186f1cdbc2318bd7d15804ed79c4604fc1297e20c9d91a8',
                NULL
            ),
            (
                'settle.aircraft', 'copied', 109,
                '01832dbbc17603da8e3117ccb2a777f970735ebce47cbd4308b4738536802047',
                'b535d331359a0c30e7bbc56fe140cca8b825c8a5ddfc580fbad4a71e3b9a53a5',
                'flights'
            ),
            (
                'settle.airline', 'copied', 110,
                'ebd18bac9327da3876f5b71776cd4b015c025031d8afc3692406fe4911c6b664',
                'e2f8bb518d30d8b2ac803f3e17cad9508eae41473647df2d1095d7824f6f8b44',
                'flights'
            ),
            (
                'settle.airport', 'copied', 111,
                'b9194ba5fab85d1be6c89e5335705dd948c124169e9f4438e117c2350e3170cf',
                '20a5e2b33b8d573339583f5018b31db7ba565a6cff6406ebd7c9152cc6d62211',
                'flights'
            ),
            (
                'settle.flight', 'copied', 112,
                'a612e18ff749b20e8a62a2b585ffbfc91397e1fb30832452e37996ff6e1c6936',
                '22e109ab74c6d0f31c9a1c3e867d45629fbd520d2f5908ae570d7b416414a208',
                'flights'
            ),
            (
                'settle.weather', 'copied', 113,
                'f39ce6d6243a98a0e111399694bf524bb30dbca1b8f9547b436222a6aed7fbda',
                '8569eb7e6ce6ba9ebef9a0024480108dc8492da0f8b82fcc02079249d1539050',
                'flights'
            ),
            (
                'restored.aircraft', 'verified', 114,
                'd63a5266209deeea3033a2119a2329c87b1aefca568885c3e2224eaef7235d6f',
                '9e47eabbaf23536fd4cdc94c3f388de70a2d3196f5d60ae000080def8d05fd4a',
                'flights'
            ),
            (
                'restored.airline', 'verified', 115,
                'f62e763a4fe7160f698bdf03258d8626bf6fed28b79c2d163cf4b3830473853f',
                '43913477852f6d15bd4b4d223b228258eeefca0f00e6b961a1325bfb7a023537',
                'flights'
            ),
            (
                'restored.airport', 'verified', 116,
                '1d5c9dc086afb1229bab09128e9f59c026f643c2fdf1853f978fb0438bc8657c',
                'f5ae73e42ce1d19957c74dce990d2303eb438556d5fb5cea02067c9f0fd2945f',
                'flights'
            ),
            (
                'restored.flight', 'verified', 117,
                '386eeae5f6cefc351534b204e883f9f78f85d85dd449ed8b9dae11319ad00fa3',
                '05f80be72ca5ee773a23210cbcc91bf91db8a87235a5bb55260d77ebfac46bc2',
                'flights'
            ),
            (
                'restored.weather', 'verified', 118,
                'c546afbbbd035a81026b8d5b95e6ae9bd753d50ed49be6ae672725932c564830',
                'f5f2c52bb140240638ed32638d47db8b89fa12ba148acf58b166c63223b7ccc7',
                'flights'
            ),
            (
                'oracle.aircraft', 'verified', 119,
                '48cf4dd55f441bf57281a8cb577bb82656da9638ef4fd64caa7d787c9ab25a2d',
                '6780c3dab214e837179c1dee1ddf342eb8ff6441127849c0f681ccc222e3fd12',
                'flights'
            ),
            (
                'oracle.airline', 'verified', 120,
                '06b53b6f42e3c8f118161b964933e6f27de704f82c9579091fa60528d822f5e2',
                '0c00b317140e828bbea86ff98ce1fb4a5bce29616841c3532f7cff0f0406fa0a',
                'flights'
            ),
            (
                'oracle.airport', 'verified', 121,
                '35326e31677032ba8836d93225b3dcbc21bd803c2dc892054d3027a760f6823a',
                'eb92c395a2912e658e8c275a8b72b570d4ead0942c1e23ddcb45d9651d4d3fca',
                'flights'
            ),
            (
                'oracle.flight', 'verified', 122,
                '16891b313c970602cef8f1dee5be5053c39c32fdfdc0003f20fa8b9357b4edcd',
                '0adab05f82334cd2b20c6711cf9aa2a629bcd4f164cbf5d1de89b4ec82852993',
                'flights'
            ),
            (
                'oracle.weather', 'verified', 123,
                '54af2d59fb6c4f188726d51ea4bb20ca9ebce402d42c0d18cf3843437c941b38',
                'b604c4885dcdcc5d242870ff9b95a1a3ae021e2a1f09b1d94ac5a1630f2d90c3',
                'flights'
            ),
            (
                'validator.aircraft', 'verified', 124,
                '03b9ad083a29db7faa38af64fbee498dd1f103d72a15e20db287ca8000dccb1e',
                '5f85f4375bda96462c187df4e56e1486327f2af6f83c169c1e087aef56f0ca5a',
                'flights'
            ),
            (
                'validator.airline', 'verified', 125,
                '3fccd687e2c335f5fead59fcd30adbe850de8b420047b1c12f4026553bac554e',
                '6a6019b7ed73b210bb88d3da6f7866f0af073fc12ff8f301d09020030f0473d9',
                'flights'
            ),
            (
                'validator.airport', 'verified', 126,
                '5ab6c1cb8c5ee4212ba21c82a686eccfbc8ad142dce2811eda4becd725922cfb',
                '8e8aac219c7f76f1dfb26a7342e94a95ee24dd000428bd9bf47e8e8a51a2bd7b',
                'flights'
            ),
            (
                'validator.flight', 'verified', 127,
                '39617c5a9fc2811c0dc4e198b4e7fcefdb7c98e2d6564680ab05dee35c5a208c',
                '2f4fd5c780e102e196132316345ae2a05bc093a6f7f34c624c74cacd7ddedab7',
                'flights'
            ),
            (
                'validator.weather', 'verified', 128,
                '63fd855b37f7b2ada35a3765655a8ee06316a0b741ddd390b9ce952579051b56',
                '710f6a73ddba86ed01cf4a41ea34b987f081be5349f8e7f0de229194a1344da9',
                'flights'
            ),
            (
                'repair.aircraft', 'verified', 129,
                '09cd549c32703c8a7715bbae1981f1f7ee726ad99bdba210ec4e040790ccccf4',
                '94ba274c2fa5f2362576fbf18ec54bd37fa7a04ceaff48df87841d9d8d963163',
                'flights'
            ),
            (
                'repair.airline', 'verified', 130,
                '6f56edc766ed1dc55127bb60245717b3c669646e74fd5fba3512b6fd5898aa0c',
                'b3e3ab9491f188f5427d57c5206cdafd808dbdebb838a164aafd63ee9e87c78d',
                'flights'
            ),
            (
                'repair.airport', 'verified', 131,
                '3171c12a578f854bfa4faf1cb87f7ba34122bfa5f4e1f3a2e4a6868a6d7ccec7',
                'be088480d9907a2d893a1d4facdd5d4e0defafd03693b32db33f8303b1a17090',
                'flights'
            ),
            (
                'repair.flight', 'verified', 132,
                'f5adf09c4f84806b4770900dc7ed69a8165758d148f552e1f220ad420254c15a',
                'c05c0ff2dbc225780715666b21db14f0f65dfc650104a82a4883ddafd5e3b972',
                'flights'
            ),
            (
                'repair.weather', 'verified', 133,
                '278103bb0cc14373137226a4852a0b9e0ab0e3d840145f5347150c03415a753b',
                'c3832410ec453439f32462ad482d701995a82250fb531dc469cb5e045076fb4b',
                'flights'
            ),
            (
                'recheck.aircraft', 'verified', 134,
                '647be4ae441719e70f6fb2802190c5225f81bd54a4e5e270eae45240a1cc2f12',
                '96336f0ad4603c108eb8cd65ce723eb02d27cb4e195e96939e8e8141b9d4a416',
                'flights'
            ),
            (
                'recheck.airline', 'verified', 135,
                'c8eff3fc5f2d73285e347a95843e95e8b44b04b23f9e9d3d8741e1a05e061136',
                '4000cd2df2f5817566f4f8ce9ac2583518f44d89b0b47c177fa15d88c3b6a57d',
                'flights'
            ),
            (
                'recheck.airport', 'verified', 136,
                'ec6ab0c7bac1d3616f0288199829e121be11d25a3100a6ca9c6fdc4b09602076',
                'f89ef85529cd22d785f11d09a7634388f3097bb43c40b7309838b22060bac015',
                'flights'
            ),
            (
                'recheck.flight', 'verified', 137,
                '97d3144109921e0d7bec7d4926f3b1806cd3d70a52c15db4c9db276463382bbe',
                '12c6139d20c00f0a8352b948aeb3377ba22172764a6cd066a61381aa49542eed',
                'flights'
            ),
            (
                'recheck.weather', 'verified', 138,
                'a4cd184367105238d281681be1640fc9969e7a50bd38d719672d511d65cec10a',
                '00f7b21aafb47b930a9b71453be242e95ae50818eae624d78f24448e1aad4b13',
                'flights'
            ),
            (
                'validation.aircraft', 'verified', 139,
                '846f0b4a3fc0d1870dff778de5256dee1cc8d5206e0e75d7702a11c1aa92a63a',
                '0e18dcfd6d20547a24bf3499865fe227892610b3802c40b95883ece03788a0a6',
                'flights'
            ),
            (
                'validation.airline', 'verified', 140,
                'cf9071e0f34e298895490ef145c84c7e8850702a2898e9c629cf2217fbeb6dad',
                '43c75c7bbc33b3ce0228f25fba0deaab7b82358c888275dc310fb83c94949f10',
                'flights'
            ),
            (
                'validation.airport', 'verified', 141,
                'be1c1f550acfa67b3fb54ac42d25f3f6cf403f9642500e90ee30c0742b17cc17',
                '3d4447ab2d08d7464ec7017537eeaeb30a1588d0d4ee8c08411517ca44fba3e2',
                'flights'
            ),
            (
                'validation.flight', 'verified', 142,
                '31c60dda8d1bb2b2a9fbf543afc80e617431661d2b490000ace975c8352fc66a',
                '7dd657d1c31049cae4e0e42255e1995b6490cfebc9780d0a7af793975776524e',
                'flights'
            ),
            (
                'validation.weather', 'verified', 143,
                'a2d8b5bf8744374828cb84f1eee50ede518a1dcf8aaa8e3f0ff888c2aca77952',
                '5a5d2a461561ee4927e4178cd971d14b0084737cb2a0260b908a412f1c1c0ef7',
                'flights'
            ),
            (
                'names.aircraft', 'verified', 144,
                '26052621e5ebd1678ad81d27f049d54a3148518a8dc1accdf232fd4755cc5bed',
                '8b58b591e56742782221d07f3b8aa88083e638557b1af28ac20fcd9127355e98',
                'flights'
            ),
            (
                'names.airline', 'verified', 145,
                '4ae47cd48755c5433e427acebce70a8ee50bb797b50365bb5a7bb80dbbbdaea1',
                '5b8cbb76e853baa14a607d2157a725263f268d6d01edcafe42640c6b3671d8ae',
                'flights'
            ),
            (
                'names.airport', 'verified', 146,
                '4ee709f1c35656dd3bbb8f6a4dc1c59326f017642c6d173831e17b03c8dba8a6',
                'ea3d4f1754ea84cc2b5eddc97ba4600b5f0ae6ed32029ef6a293fa09ed011777',
                'flights'
            ),
            (
                'names.flight', 'verified', 147,
                '75659decb22ed617f9dd1f01f07f0670abc71808872526af7d1ca726eb5074b5',
                '6cb309dde705bccd082f6133135da4da8a62edee905c6d6969990e3429f6afb9',
                'flights'
            ),
            (
                'names.weather', 'verified', 148,
                '5448eace9f438d305a8ac72294594625abf831ffeb5a952d776604de9400c01d',
                'c81ad8d4d97ed20aa05680978a6a11106b024362ae9b638e0f1e9bd8d6c76d55',
                'flights'
            ),
            (
                'reconcile.aircraft', 'verified', 149,
                'aa1a7774ee041adea519df9813f11850964deb1b103dc002d0463c3226ec0d6e',
                'ebc30096c6e2047b1fbafe5c480116283720887621b71f101244c77b9595d567',
                'flights'
            ),
            (
                'reconcile.airline', 'verified', 150,
                '811fa7800884928f6c816244e2dc20d6939a962051cb929c1d7ccc5774ca62b5',
                '67c88f2fdb62c90566d15d62185f166e4e8223d5d720aff87d86dd978a3286c4',
                'flights'
            ),
            (
                'reconcile.airport', 'verified', 151,
                '1e428b9137247f37b07412c7bc153457e633787eb46481b55eba55d80dda5a99',
                'f18758d51338136df264f6bc4356cf32b3d33958822a762b03d7f25589b7dc15',
                'flights'
            ),
            (
                'reconcile.flight', 'verified', 152,
                'd8e937661751347878084155266e8ccf63e670a66936bb24ef78b920b93d75f2',
                'e8a370bc37c4e3604b8dbed69ddeb3da09c320a5d60aac75cbaab6e7699c3722',
                'flights'
            ),
            (
                'reconcile.weather', 'verified', 153,
                'a22389eb195414649f8ee1d6273525b6ea339c1d2b3c8a119fadc38cafcb66b6',
                '16e8474e9a303225dd05b1d1c3e2732ab5aa8d2c4d89a7211ba3459b0be5648f',
                'flights'
            ),
            (
                'reverse.aircraft', 'verified', 154,
                '82ccee05387fda35dcb6f7da54732a0a6c94c01b6e31a268795835459c2651f0',
                '29311b69d1aed1efef8e39279b26b0d86cc5075401be23c93bb37d299fec22ae',
                'flights'
            ),
            (
                'reverse.airline', 'verified', 155,
                'f7eebaa00e6a0a422558f91ff6ab17964d4c6b0afffc02e27cd83bc81be2f9d9',
                '5709515e1b449bcae4f2a574cc4596d9f1fc7b58aad5dc3d1fd21a5e3012c3d9',
                'flights'
            ),
            (
                'reverse.airport', 'verified', 156,
                'c2da0e285a342f56a70d41d08916b3dc253fdc35cdb1be3661a2712a907045ab',
                '57a0255800313de2feeb109dbd29510f0bb85ad616c1df39ec142949120ba9aa',
                'flights'
            ),
            (
                'reverse.flight', 'verified', 157,
                'ecd3a6b82bc4fbc75ace69357df19299e8559afb0e7bdb0ee2fb4a3cbb6707f0',
                'e11ac3e6d1572262c900315dfefd8a756846bde42fc718ed117dd14c3a3e9560',
                'flights'
            ),
            (
                'reverse.weather', 'verified', 158,
                '370b2a65088c349e9f5a6503f2554669c0e5dbf5924c5747b7f02463a26194d6',
                '6e0513ca3121890ad52a972bafc2167795593943164ddf118c08e46e2bc61540',
                'flights'
            ),
            (
                'dependants.flights', 'verified', 159,
                'fb66f4274740cc00b95a8b5de7635cf2c8c9ae8f4fb68be19b722a0d85fe41f4',
                '99fdb0f278d19a7246c0a6f656645f1f96667df7fe3b1f84f9a7bbe61e7b7a39',
                NULL
            ),
            (
                'statements.flights', 'verified', 160,
                '59bdb4830a2b0f1479442c3f2637fe1a5e69e7d5fc1786f76b172a3d86d13952',
                '5a1df908eef31225cfa829ace8b73aeb5fc61d6c86df34a4e833fdc8ff57f909',
                NULL
            ),
            (
                'switch.flights', 'switched', 161,
                'eb132cc6d71d392e4b3a42a59a216c0f9c0347340293da2c08b4910260c787f0',
                '2ffa42cacf1a3de5b54bc2b227940ac0b0b4062ce9b493598f5ea31de82461b6',
                'flights'
            ),
            (
                'finalize.flights', 'finalized', 162,
                '2ab8cc986432ebc17d1df74ca254c2ce6d774b0dbf0c8791f4edb5ed7bdfcbef',
                '09f00f1e6232f35a152e2006d69b0b02c87de77f47857408e788d84832ffd69b',
                'flights'
            ),
            (
                'hold.flights', 'holding', 163,
                '8e5affaa219c5b3b371377e83472acbcb2b2c36f1148fc8d6e402e16e918583e',
                '7da0847b0c13a569bc66ba3a7216fcf077c1b65f26510f6080aa21720920c86d',
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

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
            AND m.spec_hash = '291284e1a80f092ed39e53bd44955a42f2ec46cebd4faa380c033d9500bd5183'
            AND m.plan_hash = 'fa723b87e5cff43d9f0207f0347b86666b0db83c2581c13e597ff72189c698d5'
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
                'contract.airlines', 'planned', 42,
                '5974ea1747def4418295cc267f6e242d0de554eca58df572a6e79addb1b8e109',
                'f3eb1987b978c79c14488bbc98355eaababa7a934a2dffeb018db9f8ceae3985'
            ),
            (
                'contract.airports', 'planned', 43,
                '597145a50e954527f7bbf26b9c8052d89c5ac27555a41f971edc2ba27d232d4d',
                'ed27c0d20542b674036626b1f3717160db8754f0d41708eacd11e099eed5fc1d'
            ),
            (
                'contract.flights', 'planned', 44,
                '7c0fce90898ad3b74b51e88020a646febbdf96731212ca3036d9e854abd312c5',
                'ff3b4be0b6adabb1b296bdfd3729be13f87a8fafc80de1598830c96c007aebd0'
            ),
            (
                'contract.planes', 'planned', 45,
                '433f342711013b9156da6088c6fd6ed806a11f6252128a737ecb522ad23ec428',
                'c6cdd61028b88da75d8c4c775611ac6e3589fe9443d31566e29319e1375102ab'
            ),
            (
                'contract.weather', 'planned', 46,
                'fcf74e447c1367c896368df1f539741713f0dae18b879d76fa91ffe2cde5fcd8',
                '26bf361af31e28d7636529a780bb7079750a0fd4d1c8b8b20f97d8f944cef8a0'
            ),
            (
                'schemas.flights', 'expanded', 49,
                'b7415e427577253676c97c8104ca2534be7d006c485540d81f10487d915d866d',
                'fe9a0eccd77767a8cc858127276974e8dcccb88534bd612b6369ebe314312268'
            ),
            (
                'role.flights_app', 'expanded', 50,
                '4872b2a8477e68c53bb0b2a28476126f4afa7e1a68eefa630b942a82ae0fe90c',
                '06c0d5578a161768e7af9257df5413e01b1ed0d132c1d8ffa8ae51ce14f6983e'
            ),
            (
                'role.flights_reader', 'expanded', 51,
                '140bdc200dc01edf552917f77e8d9b457354b67a1d22f3f5c5cf27aee3da2205',
                '0cf265ff6d9fe6ed19c2f6316a3ea587780a64b013e65f8e6962ad955ce91a8a'
            ),
            (
                'table.aircraft', 'expanded', 52,
                'd869607232a845459af1b39bf7b2afe385ef23491665d3460652393440875400',
                '6528bd58f8bebeffb0b6adf340167a9e5a3f05ba41b389bb94be7eb571d6afd3'
            ),
            (
                'table.airline', 'expanded', 53,
                'a61b7ebce851b00893d67e68543d29b75da22f608ae892169bc94feac93d4360',
                '05e430c34472e19587ca53b2771751588c642fb67588116cd6d5ea048fd4ce21'
            ),
            (
                'table.airport', 'expanded', 54,
                '56f098981cdfb0f7d31647a2ed4c4be230cd9ae24dd5bac85ea3ebac103ab2b3',
                'c2212cc36f962e6cb173d8244c6479d85ac23f7619df0df8400202681e1ceadb'
            ),
            (
                'table.flight', 'expanded', 55,
                '8431894bb9cc9d1c9f7c18c205f145e7a865698ab001aef691938b7d324d2305',
                '704a76324fcbec74a4f86844fa7d9f052354f239bb10662ebf7cf8c2587656b3'
            ),
            (
                'table.weather_observation', 'expanded', 56,
                'ae8c223f06a37549928ce19f62321dc6dc2f9df9005424448ca203e4d53ad5a5',
                'e0973c977c20c4cabf2417e3434479d8e76a09206b7703a863be257edcb215f6'
            ),
            (
                'partitions.flight', 'expanded', 57,
                '2a5f349aa2a60f17505fd338acbc4d8b1aecaf5b07800c39ab548a0b42eee2bb',
                '8339442900e118210292fa2bcb3103ec5715aea1f5798f251ea37542c49d45ad'
            ),
            (
                'mapping.aircraft', 'expanded', 58,
                'a926d611df18137634d5335f611cef9735e2a4c19ab8b80dec30bdd819ec25e4',
                '8218a70b3412b4acb804a0d33721c59832a43036b0ff86f03731cbeee3a32317'
            ),
            (
                'mapping.airline', 'expanded', 59,
                'cf5781fbc0e736c1c2fb2913e2e5dc0aae1adbf368612bdf4211424ea9c2fcc7',
                'c839b14767200d62c257a3305c0e2af8f29a6e3121d2494d642670dadd90332e'
            ),
            (
                'mapping.airport', 'expanded', 60,
                '8cff4aa1867a0fd30e7762eec74e492f1f530bcbabe906d809f975750ad4108b',
                '6de4fc85d95ae354684ab12f881f93c58952243b5ed335b392b0f81baac7ed56'
            ),
            (
                'mapping.flight', 'expanded', 61,
                '9644fbe72a824ef9c74c24ff06482296cba238cfb5841ce749a2e40db3b3cfad',
                'fbf0469a7a693623fbbb566737df8e08a821b3f2188e6f3182d00cf8098f4bff'
            ),
            (
                'mapping.weather', 'expanded', 62,
                '7675cd9d1705836c341cb5bf121cdee892cec94459d999182ccd2721560e92c6',
                '2d37b47bef011de21ebcb8b12ed2b741282baff7f8c4f4eb59f2aeb7758c8537'
            ),
            (
                'bring.aircraft', 'capturing', 63,
                'a289dd573fc0b73efa7a08b286f1f2f652872e688527146c57562cc1653ffee3',
                '9d73dc1a2a630afb46122172989f8741be65ae406b57b34fdc22ac0532b9cc2d'
            ),
            (
                'bring.airline', 'capturing', 64,
                'c74f7da6c9b5c16be3813f11321001fa1b92cee1412548dfff93a58f33305276',
                '7999d01b0821b66d13e9e47ba8cc7dd96dcca49d6a3006b7a448e73b843997ca'
            ),
            (
                'bring.airport', 'capturing', 65,
                'c177dc36d79f5037498e17f64f0ff861d660da73e8a0dbdf7fa71c8d33709e4f',
                '8ff0cad33577c08e9f1dfd898f769800fbd4e44b099f9870ecf1e7cd1c80f79e'
            ),
            (
                'bring.flight', 'capturing', 66,
                '5156a73296b880b181bd611bcd7c0f065ac890f699d3fb40a533b14a168c1f6f',
                '3728562d3685db56e43f16b330ace5185832d50e118d11f1d65206e81508da24'
            ),
            (
                'bring.weather', 'capturing', 67,
                'a2047194cc2e4ffc1d2095633c1f8c0dfa579282d9ad7df6baaf139a3fe4a374',
                '16aae74bd2c1e511b8a5de9dbe7c0cd72efbd5f36552d9f8c44afe59c682d428'
            ),
            (
                'capture.aircraft', 'capturing', 68,
                '72f25c66a2f808b99a835f2703a3b7e8d4582ffbe9c3ad4ee6d5f8701df04715',
                'a551a02b279cd05ae9c40bd0b40d650a46fab2ae691a5daf99bea74fa8a11e23'
            ),
            (
                'capture.airline', 'capturing', 69,
                '14a1a5d23f849bc2224b5fd4277df1aaf07b7031f05540cd6eee85133cb7d72e',
                'e9d308a6eff3bf63ce11295e97aafb8f8596a06c5f8c6f04137e55f3db04fc1e'
            ),
            (
                'capture.airport', 'capturing', 70,
                'b9ec0fa14903516a4912a886f99132f489fb8773c15c9e88d86263228d798ca3',
                '3f4a9e7956f7e4390bf27849f7ca8e67ae84228db0656126e594fb560344f982'
            ),
            (
                'capture.flight', 'capturing', 71,
                'be75b05efddf1b79ea73c57a654e4d29f6613a57a189c0f320694e626ad040ec',
                '3aa73a11999bb3962dfe758425a770121d5e30b67561292df3679ea393858816'
            ),
            (
                'capture.weather', 'capturing', 72,
                'e26a60e8f9f6d6f482a072a6b0780834646180cfc9d75526fafda6be69db076a',
                'c212f7bd97951005ad7ef9d9c7c8925d15f154021359b1d55476cd7ecc23f490'
            ),
            (
                'follow.flight', 'capturing', 73,
                '8d95f4d56ebed0a143cfaed1b90c14403bb82790c858f68a8b08f15df5d0aeb4',
                '04d93fef2a97b2c0f70fa04165382f188c2f61418b88f4f11a42f7e82162bda9'
            ),
            (
                'follow.weather', 'capturing', 74,
                '4ccada8c23ec76d14910dba2781997da474e25916e2e65d98a2cc45b6ff5bfb4',
                'a6c3c938ed4baa55ecb643ccd93748aa38bcad561956699420aa935c77a80a78'
            ),
            (
                'copier.aircraft', 'copying', 75,
                'f060b9c4c1d3bb9ed49bee32e38fac13a19d1247e4910bcb73ca853702bea8a0',
                'f269c711eb2cd3599d306e5b9e94eba79fe5b3897d39ae37effe1fe7add9c9ea'
            ),
            (
                'copier.airline', 'copying', 76,
                'e39d52f85ddb28a30253abef195068c8bd934996fdd401225283e6909400bacf',
                '67db1a4abae731b2bbb0b262fe7335fa09fb68c6e06c867efdc5349163b9f91e'
            ),
            (
                'copier.airport', 'copying', 77,
                '8ada0dba356d43ea5d533afb0ba1cf45cc844ade9637b1bc8799eac91bcfcf15',
                '700c0838c16cfcb4227148298189f2cb0262999ab058176db06e454c3241aa81'
            ),
            (
                'copier.flight', 'copying', 78,
                '1d9ca34a24b5ceb467f3b0cd240f8a6ce2b6e0f4d938a835461bf02b9a9a9ef9',
                '4fa8d1ff8f4e7a71beb962071c0922a3fb562a5acd5bdbe3a7d538bac7e33b79'
            ),
            (
                'copier.weather', 'copying', 79,
                '899f33ec358a3c721aba0cc6d14d07015aaa339048e514d768aefee9c6afb270',
                'f0baaafbce6c9093de472dd610868105183ddb0509484bd341644aac73ee2729'
            ),
            (
                'backfill.aircraft', 'copying', 80,
                '6bf7a6f4550711920bde4b05abb5b5c931e41d4e93e18bcb44e21b877008b0d6',
                '3ed3017c5e52c6bfd360c257a5810106a4f154b76722db3f3511c1e57501421b'
            ),
            (
                'backfill.airline', 'copying', 81,
                '5f13e3ed4335266a77f25108640ffa83fda43b8e9d2819374d18687ad28a7b1a',
                'e8637ff6b4385721a03c3088b2b10958793fbf1e1d7a0abfef4d21904c3af362'
            ),
            (
                'backfill.airport', 'copying', 82,
                'f8ea568c3fc3b57f42f3b12b75207b60b94e0feabb60476f0c833d2950a50319',
                'c19b53b95a54decb322c6ebb45aa5f4654ec44a831ed6a96534ade3a5d2636cd'
            ),
            (
                'backfill.flight', 'copying', 83,
                'cd23a57c6d4db76142d2b343da8c6398c335476420d72629fccc1c4e2ce290ed',
                'c600ca8cd6623fa30a5c17ced14834774c08545f7cb8d328c78da3d753b033e8'
            ),
            (
                'backfill.weather', 'copying', 84,
                'a30a3263e8c492427e5ecdccec1b783dddf244c711da86593aba7a18ba9a9e29',
                '2bf68b0aeb6a42a863f9252c94fad93ceadb53956701a707288664b707272b8f'
            ),
            (
                'settle.aircraft', 'copied', 85,
                '5db97a31466cff4b6d1fa7f7d947df966b7b89e1d2b344c61b571350bb04513e',
                '662b843e41029bf98b316e0b167e9df2f0f26c3e19a199877a6a768231a652b1'
            ),
            (
                'settle.airline', 'copied', 86,
                'ed17158d086f8b97d231ba4f4ae4440a308f383c4332a7b4e4d3c4f745c7bb86',
                '7ca7bc0861118e22da175a31852ce38b7176270f1e2215d50bce94ddfcc7469d'
            ),
            (
                'settle.airport', 'copied', 87,
                '3423523166b83837e7db79819437f754cb23ea5cb9ab9761ed8661496f09e982',
                '1a57587d607bf1c45a9086367839ba609e30715d7a0d599fe8bb5d211a8b717b'
            ),
            (
                'settle.flight', 'copied', 88,
                'f80152d03dafa7f8203a8f5c36248efc1edfed574c58123c22115b8bdb5fe2f6',
                '4bf32f67996c9035cc2aeae6646324a12a328632c77b7007a90656eebc789384'
            ),
            (
                'settle.weather', 'copied', 89,
                '6d3de766b2730a602a066b3bc3d873bf2f85444910116e721c0efeffaef45b65',
                '38f6bc4a0334d3d298d6257749066bdf46534d7b66f3dd95efebc913891d3e4f'
            ),
            (
                'validator.aircraft', 'verified', 90,
                'dae255cc83a0e7bf7e74f94a358b82ccd4b05f9aefe214f8b14385cf1bfb358c',
                'fa00e31b36da6acda41e30d7a774535284f3b61d5f0e261df3919ff22d441ea9'
            ),
            (
                'validator.airline', 'verified', 91,
                'be6e05ee49919aac0cc139c044f94af3b03233fe69a0d0659794df19ed954ec9',
                '057351503e66e0057c45ea84928f5dc7467baeab37b42fb3141c0ec43d16e080'
            ),
            (
                'validator.airport', 'verified', 92,
                '4a30def6283c8602f9e4c0a598d63c005986bbea7835b21720f44a5758ba5c16',
                '8924b8800a62656a8415b07c9aafce350b3cd87830ee01c90904076d32f88477'
            ),
            (
                'validator.flight', 'verified', 93,
                'c67738eb884023a0be603fe6a1026f1ec9d009b3e262ec51ad12e013974e6b16',
                'f75414218c751715360728dccd8ae7a4f7ebf6572f02940af918c818ff95e180'
            ),
            (
                'validator.weather', 'verified', 94,
                'eab863cb2dca92ed0326e8bba80afa190079d11bd6729dd5b889006e30ed675b',
                '4158acfc7cd7622acee6d2f7134ccfd3b2e1869cc14d2d3acb135d68b85a504e'
            ),
            (
                'validation.aircraft', 'verified', 95,
                '1d2224f1c17509111d7e63d3342a98ba71162787848f6ecbc1e0995efb349eaa',
                '04e46e2f4eba94382fb37b014dc58b344b4bb690140060ec7c4217372f237832'
            ),
            (
                'validation.airline', 'verified', 96,
                '077b456e895a8843f739290714ba3eb8a1b032da84108580192342aca2511e92',
                '470a9082fdc34c27630158c9fe118e7317690c09d81c57acd7653327389be876'
            ),
            (
                'validation.airport', 'verified', 97,
                'f09deed56f02866f66390803eb2d404cfd2617cf78a286d5fd923812b6eb3b46',
                '3daf9cd11427bb77fc18a7bacd7091c390c63c54b558c15dc56ccfe8f19712b8'
            ),
            (
                'validation.flight', 'verified', 98,
                'ed67b149dd14792fdbb94d729246956f2f3d4c3c0b915393dc52aea9b2b20c49',
                '186ddfb057a9440b84aeee98d3af848d548ac3fca670773f8c2ea461c2f7c33f'
            ),
            (
                'validation.weather', 'verified', 99,
                '18f317fa59368f37e34ab278a747c3ddaf664d4fdec9ca1d0936a5f251b09829',
                'f30941e3a87684edceca2cf33ea8eae51445522f8cb59d68dc7f58fc59e39a3f'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'flights'
    ) AS s ON s.step = wanted.step
    WHERE (wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback)
        IS DISTINCT FROM (s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback)
) AS found (object, problem);

-- Registration of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '0c63a3c9e8fb51f8a0ccd23ba0b4110d4f1959037fc28c24668f68f1b04f9bf9',
        '3cdc1b1c1d19f40d0d28b558e7e1f1b6e6b36b1abddc4317b63dce24938fada1',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'orders');
    PERFORM migration.register_data_set('ai-management', 'stock');
    PERFORM migration.register_data_set('ai-management', 'later');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.ledger',
            'contract.orders',
            'contract.parcels',
            'contract.stock',
            'schemas.ai-management',
            'table.customers',
            'table.places',
            'table.purchases',
            'table.shelves',
            'table.shipments',
            'partitions.shipments',
            'mapping.orders',
            'mapping.parcels',
            'mapping.stock',
            'fence.orders',
            'fence.parcels',
            'fence.stock',
            'bring.orders',
            'bring.parcels',
            'bring.stock',
            'capture.orders',
            'capture.parcels',
            'capture.stock',
            'copier.orders',
            'copier.parcels',
            'copier.stock',
            'backfill.orders',
            'backfill.parcels',
            'backfill.stock',
            'index.purchases_legacy_key',
            'foreign_key.purchases_customer_id_fkey',
            'foreign_key.shelves_owner_name_fkey',
            'settle.orders',
            'settle.parcels',
            'settle.stock',
            'restored.orders',
            'restored.parcels',
            'restored.stock',
            'validator.orders',
            'validator.parcels',
            'validator.stock',
            'validation.orders',
            'validation.parcels',
            'validation.stock',
            'names.orders',
            'names.parcels',
            'names.stock',
            'reconcile.orders',
            'reconcile.parcels',
            'reconcile.stock',
            'reverse.orders',
            'reverse.parcels',
            'reverse.stock',
            'switch.orders',
            'switch.stock',
            'finalize.orders',
            'finalize.stock',
            'hold.orders',
            'hold.stock'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
    FROM (
        VALUES
            (
                'contract.ledger', 'planned', 53,
                '4d040802b9bc10f24d502268bc64f819376ba9f3f04e8e27599792d07db077cf',
                'daa1e758d29a90c402157f766fa42f1c831e5c58ab9737d874efb253f0cd2561',
                NULL
            ),
            (
                'contract.orders', 'planned', 54,
                'ccddd02f4eea8db07c8b43460463a83174f549bd5b3465f036f47191fa547c5b',
                '34aa426ab5418d2f81d129137ed137deaf9da755e11e633c98b12b9c323f4f4e',
                NULL
            ),
            (
                'contract.parcels', 'planned', 55,
                '775f418a09ad0c1ec8b14e4cfcf8974ad97f403c2a9139940cfa125282bf6614',
                '97c8d065f0b328d37732e374d8473f0abc654fb330babbbc4c013081a3b5ed7e',
                NULL
            ),
            (
                'contract.stock', 'planned', 56,
                'd621d59ac131e1b6f331d207edc21d3b56b7511792b43c26e92994800e8458c2',
                '484fa7670d0db019db8cb15b0ceba3ad86dce012f143cce14fe1303aac9fdf1c',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 59,
                'cbc9b6207685509fae0bbc8d5eae8de881b7638cc2096733b30bd40a0951ed59',
                '878bb488b3e8438c354db03aeecd323bdd8a3e3776513e6e90147b79bd3a528b',
                NULL
            ),
            (
                'table.customers', 'expanded', 60,
                '6ec984ac1ed7977ec50871f81ae57e9ad6922d419676f51b154279cd3ab824ee',
                '6a605ef4041230a53e96e24bebb672b178819035d2cc1a21c28379968a0f31ec',
                NULL
            ),
            (
                'table.places', 'expanded', 61,
                '9d355919a7df7fe75b4e79c24c7bbb4a155fa11f607a214a6f1c597ba71c4ab7',
                'f21dab7ac09d04ab67278adbc38e67f3919b0f7121996b96792f3e72b0e1e590',
                NULL
            ),
            (
                'table.purchases', 'expanded', 62,
                'fe27b2b644f1b502615d65f90e3295872f7ec3b0e07c3dc846d752265674df70',
                '7da887620d2f49227af1016aaa2288387b3e2a7b4e013a18044508df1c455e36',
                NULL
            ),
            (
                'table.shelves', 'expanded', 63,
                'ee9ded9ea3e0893b16c346303d28b318f4ad233d9b7602062729705e3efccb6e',
                '458f5376d33e19aa2fd6df8f2a30f25a87bdc541c05a1f3f2b35e6ec54b8a66b',
                NULL
            ),
            (
                'table.shipments', 'expanded', 64,
                'c1bdb2e15852c427d9b7ec9a8edc34d01af0024ddcce3763ac18af4403f12798',
                '658347a0cba9407888c9baff7dfbb662df454d6573814a34b4097a05693714c1',
                NULL
            ),
            (
                'partitions.shipments', 'expanded', 65,
                '634c6a64cac2574e2ba91e780e57fc1b49a2f7a3b264f79e9dac48d8a5d5eb1a',
                '35b0df2aa76f8f66d29089f6b728dc16bd5aa38ee4fe97cfcb6c55a873a1aec0',
                NULL
            ),
            (
                'mapping.orders', 'expanded', 66,
                '9083d03d87cb81320540d22b40046810cfc406324704450118950e370d85d72d',
                '0fd808aa30f36ba7d556432a8d93b79a20da808094dcd294775a4339ffd623e6',
                'orders'
            ),
            (
                'mapping.parcels', 'expanded', 67,
                '52f7e7c052b3b63dfe624a40f802ab9073f71915727f1e348c44998556565d54',
                'a104d4b7bea18ef890c464c9b3fc3633bd012ae6730f5f1f22ae0cbd18b63d0e',
                'orders'
            ),
            (
                'mapping.stock', 'expanded', 68,
                'c71a6bd9a2f02aa73b14930160eba18b63b665b129c9e2d93d28d0b0e5664767',
                '9ac9acd59ead4adab8fdd2bac763f50c3c1cca9cb3e56f3f3fb47374bf0877f0',
                'stock'
            ),
            (
                'fence.orders', 'expanded', 69,
                'ff1020e4a2aa962df15374885b1b7def481010a163d29281d2f9390906387e57',
                '60fca4910cac22ccd853569d01fb75def9a99272b14e4136e290d6fb8b593505',
                'orders'
            ),
            (
                'fence.parcels', 'expanded', 70,
                'f06deca5cc8788f0b99237dfb8b3160012cdc3aad75b3478861c50158ae46788',
                '0c653b01e8141234fe36c42d133f71ac6c26efe7f6e68286ec6681b4f2dcd954',
                'orders'
            ),
            (
                'fence.stock', 'expanded', 71,
                '4f961614be4e8bb174f917621a3250063c6d836fe9bddd64f081399b7b81997c',
                '9920eef2d918a0531c3a105e32bd0e379afd1be8ee8df96b4bd36d4a96304bf5',
                'stock'
            ),
            (
                'bring.orders', 'capturing', 72,
                '3de9d69e17fc14e15ef471e2d5ff9529277d4f60d7f71bb675f1d02331d3f0b2',
                '65cee442511389f41d018c91a221e73588eb1365ee2c62e18ba622d042dd5dc5',
                'orders'
            ),
            (
                'bring.parcels', 'capturing', 73,
                '6623a060c9cf8d8f0d510de001dfed93cf50ce6cf581e293d4bbffffc5b80f8d',
                '19cd9e3b86815b032f8c01616b89c52125b84ef1eb0d36fd0858354b8a0c5506',
                'orders'
            ),
            (
                'bring.stock', 'capturing', 74,
                'e02a17f52759842d9c2893a1abb2cdc985586ba6f51b1dfcc2e29b5c6be8ef11',
                '7ba3e8b8ad595f2c309feaa40e772d3286039e45f7e5fb8938451363779b0df0',
                'stock'
            ),
            (
                'capture.orders', 'capturing', 75,
                '4dfaa92448689774c50e706876d1af0da663b3655e85b8698c16674d6bc30e08',
                'edbd93e95d28d0bdf6eb94dda5da566a5fcf9e0fd3ec3fd39d70ddb12322ce9f',
                'orders'
            ),
            (
                'capture.parcels', 'capturing', 76,
                '88c498d36fae9844f8370e4f907098c92ec4e7e79d3768185b2d9be5eeaa85a0',
                '8cf768e2e7cead414b2608de32ee979e6685429d97c8e98e0fc749bc0b721a3b',
                'orders'
            ),
            (
                'capture.stock', 'capturing', 77,
                'e464bc4d03bcc90891ce6e259c8c1d3c154c78721968fdc30592470d2408b8ec',
                '0bf6326ff758a76c0edafae45e42e11eddfe7e5afbf53a931e7241814e434e00',
                'stock'
            ),
            (
                'copier.orders', 'copying', 78,
                'f711102ff6f6fb4bf073f15b2aa321497299e1c35ee39dff1e42ec66f399efd7',
                '9e0fa5055237b2b69fe08ba7073230a496e382dd949bf68e857f41782535db7d',
                'orders'
            ),
            (
                'copier.parcels', 'copying', 79,
                '908a45fe9bb4bd4137942a823379f796fb969f410c87dc8d8761390ca040dca2',
                '098f64b64a5d31597b7b511215e6171b0816eb537dc181883a916228eff00029',
                'orders'
            ),
            (
                'copier.stock', 'copying', 80,
                '8e78eae08e61cca12379c55dfaee1162a706dee7f60a9ef89562219f07e4fa32',
                '9b3b607e8799055a69fcde540f25608eeead546f9bf35079ba33003da5098122',
                'stock'
            ),
            (
                'backfill.orders', 'copying', 81,
                'd9bd78467f4d31d481044735053ae5ede77a3b6c06137ef5b6ecb2d9334e0080',
                '929c01f9effb0d80fb5ccc9443b36a79d09b2e1e6ace2c3804f2a2422268c7b5',
                'orders'
            ),
            (
                'backfill.parcels', 'copying', 82,
                '0a8d1ef9ea9334ae53636cf476e28970eebae4b727f470752e98cae2f29db15a',
                '06405d00056265f1e1b797e28bb1b9f1c7505fb3401d5cbef492b8f4bea87c73',
                'orders'
            ),
            (
                'backfill.stock', 'copying', 83,
                '5d069e3d78f04c880423a1302a199d4249244cae387285e61a8ad91a8cde3c06',
                'b2da1abf1e9efe98b802f47ff70269388dd8cf740632c0f3fa4b0c77dd8247e2',
                'stock'
            ),
            (
                'index.purchases_legacy_key', 'copied', 84,
                'bdf206e06e17fd9d51b0a4b66ca374cc8ab6d132f361566db3d3ae3582ce6f90',
                '68bb6a0952abeefb1182ca02c6ab8c2707ec0d2c6eb8a05074740ca94932135f',
                NULL
            ),
            (
                'foreign_key.purchases_customer_id_fkey', 'copied', 85,
                '72cb078b7acfbedfb1572e3015ddc5a7e68fecc9f4f3d4fb5bec25b3f02f8690',
                '842f96d4cb1bb75519a225384b11fe775983ec98a102f33b23e84f1f09fca0b1',
                NULL
            ),
            (
                'foreign_key.shelves_owner_name_fkey', 'copied', 86,
                '7b347791f41c5a99e9e28ce688ed4b46f685236cfa97966494310e084ee4cd9b',
                '9fddbe75c8f5ab95268a239864e4e260ed15611b91d41b60159221576560e953',
                NULL
            ),
            (
                'settle.orders', 'copied', 87,
                '456d66d1abb2a82dd53c6c65bd1e5e81c2999419666055a73599a4a2f6a161f0',
                'f8e2e48eec446fb14dfbecd643fec7d896fe159bef15180a737a54aea61ad9a9',
                'orders'
            ),
            (
                'settle.parcels', 'copied', 88,
                '555c9d6cd648a7d8e55eb1da859425c986963b3ec0004c8368f55a7915318c44',
                '70b03864fbee0c451795dd89b4759b982a6ec0eef81da5a6f763a592a3de74a0',
                'orders'
            ),
            (
                'settle.stock', 'copied', 89,
                'ab02686d95369fb9bbde5bbd56ec2af70dcf6a5253dff28b0b751fb1e69eed31',
                'c0444823b8278dec48eb90aab25a523fe36b309157c275ef025e085c414bf7bc',
                'stock'
            ),
            (
                'restored.orders', 'verified', 90,
                'c6acbe5ca90fa72a450fffa84c04627dc6547cfe9a495c1883d95beef95a32a7',
                '57dff7179c3b64b5263dca083576b8a74118d6ced96bc986a23df47f423cc643',
                'orders'
            ),
            (
                'restored.parcels', 'verified', 91,
                '24c66749a8ab53dc4b3d911a7a056daf7518e4049644144c0dfa4439eb8956db',
                '0a2c5a62675149f81bfa1c35bfe4be33252bbd2a8038abe96531d1704a7df9d3',
                'orders'
            ),
            (
                'restored.stock', 'verified', 92,
                '26e2a1de938b285e6d92016decb645818ec021c5ecdc692c2f915f21d7c04254',
                'dc424070031277b082c74d96491591d5b87724c5ace09feaac7b84773c039608',
                'stock'
            ),
            (
                'validator.orders', 'verified', 93,
                'f58c45db2832b6ef6cb275a47b7225656cf1fb3334b70d006aedf083429d0a2e',
                '3d947b4bd339f88b89a396c5a489f40a0e86d2b208acc54e51c39f8e0434e5e7',
                'orders'
            ),
            (
                'validator.parcels', 'verified', 94,
                'e196ddff6495281536cb849e784926227e98f0627d5b4eb1ecb6c326d51d1405',
                '9f9f0284fb58497f2e8f30a54467d22ae4573d3c2df1f2463fd7a9d4a4b81aa8',
                'orders'
            ),
            (
                'validator.stock', 'verified', 95,
                'f072f1c43723816032c2c667fab40acdb796ebe84b8357c5ea886a4c09f120b7',
                '371bc953a55641f0e986f117d90564b99fa433e93f803257bb9f55e6660e295f',
                'stock'
            ),
            (
                'validation.orders', 'verified', 96,
                '0f951cae155cdaf8631cf8567b53ea3b41b753479ac9380993a5dc95ab96f31a',
                'cf3651d01c23bbb1e4f0c457988beb6caaf9b2439341e75062cbfe1b432b6526',
                'orders'
            ),
            (
                'validation.parcels', 'verified', 97,
                '2cf436ac1b9cb60f533c1f836a7acebf92da56c9d0d301a47644f9736f181de7',
                '876452deea397e38081043f5c3843c11c153ae1aaa6bf73e73c4fceaa1662ccd',
                'orders'
            ),
            (
                'validation.stock', 'verified', 98,
                '328098ee24f6543248f9973b1113af07cde35a887a9919a99b20ad206bf5dd8f',
                '0ac816ea2ebe0dea06a6a20897f28678d88dd5cfc531a9a53542872692f97835',
                'stock'
            ),
            (
                'names.orders', 'verified', 99,
                '70032eefae2f5882aa3f234dc7ef8cc3216c752458793fdf741c97657655e617',
                '596c7ca9eca37eca03ad2b01badcac9024d904ebcc96c806c3bfd9d67f2b3181',
                'orders'
            ),
            (
                'names.parcels', 'verified', 100,
                '6863ca99cdb35b2e6bd817ad5c971aa87978b58af9cdc6629bbbacbb8a9812fb',
                '2d0deeb2a58ba248b7718c1056a479ec7561a401f901355f4e78166ecf864370',
                'orders'
            ),
            (
                'names.stock', 'verified', 101,
                '03055f66c9473cb811b686991c0b8af5e5ec2744d9903f1a74c5d7359c9a9d5c',
                '1768fc794e39378c52a4dc4afa4368ade70d37424a8c3a17775efaf97d9f44c9',
                'stock'
            ),
            (
                'reconcile.orders', 'verified', 102,
                '62b5eaa719e6262641c47eea737fa0c032872c766db77df4bf9d5b59a707e58f',
                '67269a01baddb11160493d7b81dcb1cee507b921ba40493a3b51a554ad96d5c1',
                'orders'
            ),
            (
                'reconcile.parcels', 'verified', 103,
                'ac52c19a3bc7909b71e797caf93a3217f94f84f84360260c7fa4badfa81ecab8',
                '8aff83de596de0209f2e8c8bd3c5b455f83e4b1748a3075e59b2ad0a85ce1b95',
                'orders'
            ),
            (
                'reconcile.stock', 'verified', 104,
                'ac768d4ef5d25fd1bae1883123002d75b06d3139d6381ab4c0987974867da23b',
                '72f4c0ab1135461c83b2ca5f4986ce5ce0f9b5b595ca7a82724ced2b55fce228',
                'stock'
            ),
            (
                'reverse.orders', 'verified', 105,
                '6a0df1b766abe9ffff2f068543e29467810ad7d22a19a981c4a1e5f59084e27a',
                '9b95fc0110e424b198a8c66e5e2d4c1d3a2565314683badf98b2dfedc86a9217',
                'orders'
            ),
            (
                'reverse.parcels', 'verified', 106,
                'b59259ebe4e81b287710cdf6aecb471cd2306f44cbc94903e291a4c0740d0dd6',
                '28288df2f8ab1c32167ea452f64c131feefa8eb9a544b776b8cec1ac323b50ca',
                'orders'
            ),
            (
                'reverse.stock', 'verified', 107,
                '09a7562abfd6e374bd514ab48fea2cb4934b65ed3f53f5df24e70165e25e7f07',
                'd5b562ea0fe01b173867bb287a4192eaf319a048a60f3aa1d828e320d3749fc7',
                'stock'
            ),
            (
                'switch.orders', 'switched', 108,
                '20be1ddf6ef1ee32a1401c558ec46b0e5c60db3029bbee843de316c40a9fe0fc',
                '79b275d30f75e41660704c0da6f7fb1d608a43c42e51ac577c15fe129d0b08ce',
                'orders'
            ),
            (
                'switch.stock', 'switched', 109,
                '0da762b24bf27ba763802855116b800eb0f09a368e460d3f620176332e25930b',
                'c703d7781971ef0d18ac4c38ffdaa57a218479751a374250ebdde014450e9ae0',
                'stock'
            ),
            (
                'finalize.orders', 'finalized', 110,
                '6d7720f0a702ff903560c0bd4b5c8b855097b607e90ed3135b9f756cca24588c',
                'b8148a23019448c4701be269be790674bef44737ec006c17d3b418d92df8b7a1',
                'orders'
            ),
            (
                'finalize.stock', 'finalized', 111,
                'd590d4c8abe5a3432f42f5ccda6044995ffef4afc0d10bd02d7fdb93361fcb50',
                '6b6919aff32d33b42c6c2240e4b102da5e8ffaf2ca5d7ae9b1cd9557f1982a75',
                'stock'
            ),
            (
                'hold.orders', 'holding', 112,
                '452f5bac94d3bc988750ac29276c4554da41f5c20e39e7e9de3f185b23867f22',
                '513b12c472ca975d66e99fb5f9f4c6a211a8ab9037fc44839ff4f6b0e12d00eb',
                'orders'
            ),
            (
                'hold.stock', 'holding', 113,
                '3c3d3d38eccac8751e0b95c41f64d605fdc1413676d22a9969d072e6c6fb7ed9',
                '5e58291474eb6b4f5968c0a8169037b500fff9a2f09f19ddc3ed33721fa4b7e0',
                'stock'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;

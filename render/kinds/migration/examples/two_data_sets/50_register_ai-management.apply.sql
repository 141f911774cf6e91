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

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '0c63a3c9e8fb51f8a0ccd23ba0b4110d4f1959037fc28c24668f68f1b04f9bf9',
        'af4aded0bf3ee653cb6b0c299135b5967a64ab2af39c0ba5342761d6122d8b22',
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
            'validation.stock'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.ledger', 'planned', 43,
                '8a5cae400428c4d2a3436439c8b253f34f674326a8a0eeb34cac863766cf8f72',
                '795a61de40a604fdbcfcba9e2d77738e0b701929e689647d9831b0da28e23701'
            ),
            (
                'contract.orders', 'planned', 44,
                'a1c65fb5013dc2569265b6b954f36bcf5fae8590c4571e88227d902fce48a5ea',
                'ce05ac1e339195b53b103b82e3878ce5c9ca72d2110b82ce9cc09fd1b8903b4b'
            ),
            (
                'contract.parcels', 'planned', 45,
                '34e5c71fd93c50af4f3a65c41f303387201f9cd0120827b072006832a12845a4',
                'fb6573e8b4081e15e538bfa6e40e2a47d57743eb17d7bc1fea7256d38a0615bd'
            ),
            (
                'contract.stock', 'planned', 46,
                '3fcadb65ff04d63e0862ad65756a7ecda17c444f8df31162b9a48eaa23afaab3',
                '251cdbd7faa0b9cbfd9ed72326f31156c5e72cda8d73aa4e2481cc023727d717'
            ),
            (
                'schemas.ai-management', 'expanded', 49,
                '1cb94ddf3b2ad6c10fd7aeae99e324f3d3181ea2568e3ff13f72630ac80f29ed',
                '36d8672133b8ed03bfe311098f73270186ad0f9ca4d26db727c91fafa673a5b6'
            ),
            (
                'table.customers', 'expanded', 50,
                '3db663c116a0830a55d7b59e84d11bcb6c8f115d17bd6a39f83b7d5e3dd732e2',
                '8a3c7397fe5f22949a0b8ce42890dddfd73906d564f4196d490f442c510120f9'
            ),
            (
                'table.places', 'expanded', 51,
                'e0ea52812fe5ae9384b7201620efd574d28211bda54c85842a3f091c30ec2f8c',
                'b88f4695a2e297e59a15e3f0157c048db852e5a41c421d79ae2823aebff01c62'
            ),
            (
                'table.purchases', 'expanded', 52,
                'b965532ce868df70a958c4ac46c1ccccdffe8d0db15e1b80c97e4ff6632d172e',
                '477e48e646686b11f4bd2d096b9b24b3bba2f156e3de70b3ee167615bbcef16e'
            ),
            (
                'table.shelves', 'expanded', 53,
                '246974fc97ef7394b48017bfcda10e6e4fee067bbf086f89c569a169e524f4dd',
                '7de520a414802ff6f6d7cacac2ac5e34719adb4f54b1dae7fcffb910d31d1052'
            ),
            (
                'table.shipments', 'expanded', 54,
                '9592210dcc6139c76ae14be35fccc969e1120261549b4ef28008b51bf33a571e',
                '5cd84c2693f7956bea842159748790ebabcb8f7e305ff633831e623a9aee9fec'
            ),
            (
                'partitions.shipments', 'expanded', 55,
                '4b00e963145d7bee736b4d69f1b06e8358cdb128e5d10edce8ea2eb7a4e2fe5a',
                'ce1b2dff303b92817a293f666c1279d8ffa1000c029f003b3be319f303b6c4e5'
            ),
            (
                'mapping.orders', 'expanded', 56,
                '505c1683b1a38437f76755f1b6618487d620dace64b854b20d311ceb55668058',
                'babf5321bb71a8885f187230ecb11c8eccaf5d3beab39f8d020a17659a4f7b28'
            ),
            (
                'mapping.parcels', 'expanded', 57,
                'ac345bcdbf347470fb583588c9b1a6c11e70e71bc9e0a531cc10fc444e49eebf',
                '9c8f230e82f6a401cc09c35f2d1bf9daeb76470f30e4cf578ff2812e6dc0a958'
            ),
            (
                'mapping.stock', 'expanded', 58,
                '6e81fdd59bbf21e561b099d8ba572a5f46318fd43149169b133d422c5b1e5a44',
                'e5ff90fc3b6b77df43a1a412052642a369e87a8cfac62587f77abbef51ffdd12'
            ),
            (
                'bring.orders', 'capturing', 59,
                '7f59617351b9bd3a8eb64d23af8b4ce78d42167b521edbeb2d4cce6b43bdf63c',
                '4d32b68cced795744ba6fcdc98f0c98d1231b6c101357572d8a5c03ca2bbc7ff'
            ),
            (
                'bring.parcels', 'capturing', 60,
                '00b691f27d2e3e5043551be5438dad95107635e485f389cae286395ff3c445cb',
                'd843c32756eab60510ac773f57a97bf3f35179a7e02e641e4c8d6fb97300c1a7'
            ),
            (
                'bring.stock', 'capturing', 61,
                '58f1170c512c16acd7d31950c271b552712dc7ab21cd0315699b705f1188f8cd',
                '350ebd0ea9747d2bdc4df73916fb327899e17b97405eee3d7b911002ddb05468'
            ),
            (
                'capture.orders', 'capturing', 62,
                'ccc86ad968e646bb1c89de4c267fbe104a28c4c635090965d582fd46b142b07b',
                '43b734d7ee1fd59a9952f37307a14860eb7631a3c109fafb537822b660af1982'
            ),
            (
                'capture.parcels', 'capturing', 63,
                '7c88394a23a3a2ef1cbff7b125894ae7dfa7afa240c2b916a2b85dbfa443c8fc',
                'aa786f5814e9cffd8186dd6472c02aeeadea93407350ffe5ba96fc928ae3af3c'
            ),
            (
                'capture.stock', 'capturing', 64,
                'f7df9378a3ec2dc9b8dc9d77d2929b7a336bb8aaddc97648a888b370c0ad0a3a',
                '871a73a36f2bd789f17441b9176902ddc5ae87819c6e8ba8756aeb99761393f6'
            ),
            (
                'copier.orders', 'copying', 65,
                'e493db993630332330780737aff05dd50ddceb49d85670d59254c6772e173fe0',
                '647d0976a2a8a3a7b4da57c9c6a8e69523545c7cd709e354d5ed016bdf56ad04'
            ),
            (
                'copier.parcels', 'copying', 66,
                '7c3cc1041d55383b925001920d79841a838ba88bd346f5bb6fff822d02e615fc',
                '47652e7ce94f0f9a2fd68ec2d0749980241be1d6e29cafbf7d4533004a24ce7c'
            ),
            (
                'copier.stock', 'copying', 67,
                '04aae138ae977b4d5f6cad78e5c6e7c0873eca0a90d1407aa7a657ba7565baf9',
                'f0f73e4d0bcc2c644cb136f4541da3a667a25cc15d443edba6dc3232cf331297'
            ),
            (
                'backfill.orders', 'copying', 68,
                '1d392810c5dfc8dffd4a953f66a3f133feb95e9281e2bbfe051a70609a769526',
                '042580b5c1d4d48c7d8aec13d3772cc767fb97234674ad3af2f8b5d96b122429'
            ),
            (
                'backfill.parcels', 'copying', 69,
                '7f16678c9f641de200e3560a22513e75157eddacda22c45c7426dc02a46ac73c',
                '04a27dc625930c9b602ca62ca2b5995d8d82926e545c0fc3ee75df68af7fe7b5'
            ),
            (
                'backfill.stock', 'copying', 70,
                '294442cd6fdb426db35c9c121e246c69ffcb419bf16c03c6bcf498e9723007e7',
                '1d7902da84abd2af40dfcb41253d2a8596dfb6e72fe216e1b3c5594aca88cc4e'
            ),
            (
                'foreign_key.purchases_customer_id_fkey', 'copied', 71,
                '58b5431ddab0d19c0c97f484e830854350ebe9ca09ebf1832b7b521005423ad5',
                '78ef1920a46e2076456f3aedb044860ab4c656be3e49f611280eee3d23e57879'
            ),
            (
                'foreign_key.shelves_owner_name_fkey', 'copied', 72,
                '114a420cc61594874ca60a7fb4b6d76e4abd2a2a4aa2382ad367cb0a97727dc4',
                'a9fc49d2b5b3be1fb3bec6990fa84b7e70e9e7f2f706d59479f8a9a1fcfbdc4f'
            ),
            (
                'settle.orders', 'copied', 73,
                '0a4a4055dd2a4f28901e6a2505f9e02d7caf4894d40a122398317fe25417fbff',
                '4654501821e59e1a0f0179fd70e939c42d48e836a9b5443e633acaa2d57c3514'
            ),
            (
                'settle.parcels', 'copied', 74,
                '5ab7f33586096cd6ce69aa4c31c12b58e912da9fd07584da06a67fd71def383a',
                '883b23cb982a47fdd9a259b1cfd217a58dac04204b5f896543c1434507d3ff50'
            ),
            (
                'settle.stock', 'copied', 75,
                'b0a4cb362bb5996b935f89c84cc62dc377859413c036605c49328614d74d5085',
                '9a3bd9d575f92edddad7f11285b1a06bb727542007500c52bca52885cb9f06fc'
            ),
            (
                'restored.orders', 'verified', 76,
                '184d06ae3565d2c97017197d75222e708b24b9b37bac21bc49455bddd221391d',
                '8dc744dcd28ff3aa7395aa3b39f53821b71ba3ea87c33f93749a282f7b252932'
            ),
            (
                'restored.parcels', 'verified', 77,
                '619086020c2fb13bf472e1724f58413bfc9b8296cf5cc9a0e3ca231ca43188a0',
                'ab4528173dc5cd7d906d6ac8176d2fe0af3b49b1c36c447b2c7b6ee01541eb0b'
            ),
            (
                'restored.stock', 'verified', 78,
                'b95afbc1d3e493b0380ec3d321aedc196ecf91bce0245f5d9db230148fb5cdfa',
                'f9c86b9334a0c5a3d221d9b4f62d1eaba746eaa13444ba0eb07d0ee52d6b8c7c'
            ),
            (
                'validator.orders', 'verified', 79,
                'bef9a7d992665e0ed0e769ebd8aa1a704891fcd27a438f32c06182d17a9f36a8',
                '041dc0bc9f43d72c6b4b074de23bdd7453ae6bfb3aa4cfafa64a737ac5659c4c'
            ),
            (
                'validator.parcels', 'verified', 80,
                '43aae26b3e0617659d840124ba4e75fb4a405d31d65eab7244e0fa632a26ed3d',
                '7efd8a8b1fe5ce3a8f849a31168fb5477173ac1ad779be646fbbbc889750aa65'
            ),
            (
                'validator.stock', 'verified', 81,
                'dc724693933ae73aeb8b9a5099f7cfc111ddc722b7f72d7d4a66b44b83078945',
                '53cef4913d0cc2fe90554e34867666e0f60b5c31a05fefeeac08a87835a7b6e8'
            ),
            (
                'validation.orders', 'verified', 82,
                '1666e64223aab0ed084baea69e59f5577a0e1162c8744cdb2b009c06a47ea76f',
                '98242eccf7cb0d4c3b3442add9a418f6230380b6e6c0bfc8416aeabd7c7b5d58'
            ),
            (
                'validation.parcels', 'verified', 83,
                '3a60f28dd24fe850449618b02da59cf2ff2c5d038947da1eea138995f7198c39',
                '3f03b924c15c0881c76421af944221b755ce234e202aa36f8a8e934fc922005e'
            ),
            (
                'validation.stock', 'verified', 84,
                'cbabe85673b9d43646c1ade51a06a0164b89f8c1a6085e693c9c9cfee425435e',
                '5b2949fe0563ad8013f286d36f024d0af78da63b39de042ec65518c485ae2732'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;

// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Signature replay: the permit of one vault, chain, nonce or moment, tried on another; and the permit that a stranger sends first.
contract SignatureReplayTest is VaultFixture {
    bytes32 private constant TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    address private signer;
    uint256 private key;
    uint256 private deadline;

    function setUp() public override {
        super.setUp();
        (signer, key) = makeAddrAndKey("signer");
        deadline = block.timestamp + 60;
        _deposit(signer, 10e18);
    }

    function _sign(IVaultUnderTest on, uint256 nonce) private view returns (Signature memory signature) {
        bytes32 structHash = keccak256(abi.encode(TYPEHASH, signer, bob, 4e18, nonce, deadline));
        (signature.v, signature.r, signature.s) =
            vm.sign(key, MessageHashUtils.toTypedDataHash(on.DOMAIN_SEPARATOR(), structHash));
    }

    function _use(IVaultUnderTest on, Signature memory signature) private {
        on.permit(signer, bob, 4e18, deadline, signature.v, signature.r, signature.s);
    }

    function _expectRefused(IVaultUnderTest on, Signature memory signature) private {
        vm.expectPartialRevert(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector);
        _use(on, signature);
    }

    /// @dev Same name, same version, same chain: the address alone tells the two apart.
    function test_NotOnAnotherVaultOfTheSameName() public {
        IVaultUnderTest twin = _deployVault(_initParams(), keccak256("twin"));
        assertEq(twin.name(), vault.name());
        _expectRefused(twin, _sign(vault, 0));
    }

    /// @dev A fork of the chain: the domain follows the chain id, what was signed before is void there, and what is signed there works there alone.
    function test_NotOnAForkOfTheChain() public {
        Signature memory here = _sign(vault, 0);
        uint256 chain = block.chainid;
        bytes32 separator = vault.DOMAIN_SEPARATOR();
        vm.chainId(chain + 1);
        assertNotEq(vault.DOMAIN_SEPARATOR(), separator);
        _expectRefused(vault, here);
        Signature memory there = _sign(vault, 0);
        vm.chainId(chain);
        _expectRefused(vault, there);
        _use(vault, here);
        assertEq(vault.allowance(signer, bob), 4e18);
    }

    function test_NotTwiceAndNotOutOfOrder() public {
        (Signature memory first, Signature memory second) = (_sign(vault, 0), _sign(vault, 1));
        _expectRefused(vault, second);
        _use(vault, first);
        _expectRefused(vault, first);
        _use(vault, second);
        _expectRefused(vault, second);
    }

    /// @dev The other root of the same signature would be a second one of the same message.
    function test_NotInItsMirrorImage() public {
        Signature memory signature = _sign(vault, 0);
        signature.s = bytes32(ORDER - uint256(signature.s));
        signature.v = signature.v == 27 ? 28 : 27;
        vm.expectRevert();
        _use(vault, signature);
    }

    /// @dev A signature that was used stays used when the code is replaced, and one that was not still works.
    function test_NotAfterAnUpgrade() public {
        (Signature memory first, Signature memory second) = (_sign(vault, 0), _sign(vault, 1));
        _use(vault, first);
        address next = _deployImplementation();
        vm.prank(owner);
        vault.upgradeToAndCall(next, "");
        _expectRefused(vault, first);
        _use(vault, second);
    }

    /// @dev Bob means to permit and redeem; eve sends his permit first. He has what he wanted, and she has nothing.
    function test_APermitThatIsSentFirstHarmsNobody() public {
        Signature memory signature = _sign(vault, 0);
        vm.prank(eve);
        _use(vault, signature);
        _expectRefused(vault, signature);
        assertEq(vault.allowance(signer, eve), 0);
        vm.prank(bob);
        assertEq(vault.redeem(4e18, bob, signer), 4e18);
    }

    function test_NotForNobody() public {
        vm.expectRevert();
        vault.permit(address(0), bob, 4e18, deadline, 27, bytes32(0), bytes32(0));
        assertEq(vault.allowance(address(0), bob), 0);
    }
}

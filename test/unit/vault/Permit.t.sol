// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice ERC-2612 on the shares.
contract PermitTest is VaultFixture {
    bytes32 private constant TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    address internal signer;
    uint256 internal key;

    function setUp() public override {
        super.setUp();
        (signer, key) = makeAddrAndKey("signer");
        _deposit(signer, 10e18);
    }

    function test_ASignatureIsAnAllowance() public {
        uint256 deadline = block.timestamp + 60;
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, 4e18, 0, deadline);
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
        assertEq(vault.allowance(signer, bob), 4e18);
        assertEq(vault.nonces(signer), 1);

        vm.prank(bob);
        assertEq(vault.redeem(4e18, bob, signer), 4e18);
        assertEq(vault.allowance(signer, bob), 0);
    }

    function test_RevertWhen_ASignatureIsUsedTwice() public {
        uint256 deadline = block.timestamp + 60;
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, 4e18, 0, deadline);
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
        vm.expectPartialRevert(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector);
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        uint256 deadline = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, 4e18, 0, deadline);
        vm.expectRevert(abi.encodeWithSelector(ERC20PermitUpgradeable.ERC2612ExpiredSignature.selector, deadline));
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
    }

    function test_RevertWhen_AnotherSigned() public {
        (address other, uint256 otherKey) = makeAddrAndKey("other");
        uint256 deadline = block.timestamp + 60;
        (uint8 v, bytes32 r, bytes32 s) = _sign(otherKey, 4e18, 0, deadline);
        vm.expectRevert(abi.encodeWithSelector(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector, other, signer));
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
    }

    function test_ASignatureForOneChainIsWorthNothingOnAnother() public {
        uint256 deadline = block.timestamp + 60;
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, 4e18, 0, deadline);
        vm.chainId(block.chainid + 1);
        vm.expectPartialRevert(ERC20PermitUpgradeable.ERC2612InvalidSigner.selector);
        vault.permit(signer, bob, 4e18, deadline, v, r, s);
    }

    function _sign(uint256 privateKey, uint256 value, uint256 nonce, uint256 deadline)
        private
        view
        returns (uint8, bytes32, bytes32)
    {
        bytes32 structHash = keccak256(abi.encode(TYPEHASH, signer, bob, value, nonce, deadline));
        return vm.sign(privateKey, MessageHashUtils.toTypedDataHash(vault.DOMAIN_SEPARATOR(), structHash));
    }
}

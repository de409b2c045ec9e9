// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {LeveredVault} from "test/support/LeveredVault.sol";

/// @notice Properties of ERC-20 and ERC-2612 of the shares of the whole vault.
contract SharesPropertyTest is LeveredVault {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    address private bob = makeAddr("bob");

    function testFuzz_TransferMovesAndCreatesNothing(uint256 shares) public {
        uint256 had = vault.balanceOf(alice);
        uint256 supply = vault.totalSupply();
        shares = bound(shares, 0, had);
        vm.prank(alice);
        assertTrue(vault.transfer(bob, shares));
        assertEq(vault.balanceOf(alice), had - shares);
        assertEq(vault.balanceOf(bob), shares);
        assertEq(vault.totalSupply(), supply);
    }

    function testFuzz_TransferToOneselfChangesNothing(uint256 shares) public {
        uint256 had = vault.balanceOf(alice);
        vm.prank(alice);
        vault.transfer(alice, bound(shares, 0, had));
        assertEq(vault.balanceOf(alice), had);
    }

    function testFuzz_RevertWhen_MoreThanOwnedIsTransferred(uint256 shares) public {
        uint256 had = vault.balanceOf(alice);
        shares = bound(shares, had + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, had, shares));
        vm.prank(alice);
        vault.transfer(bob, shares);
    }

    function testFuzz_TransferFromSpendsTheAllowance(uint256 shares, uint256 allowed) public {
        shares = bound(shares, 0, vault.balanceOf(alice));
        allowed = bound(allowed, 0, 2 * shares);
        vm.prank(alice);
        vault.approve(bob, allowed);
        if (allowed < shares) {
            vm.expectRevert(
                abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, allowed, shares)
            );
        }
        vm.prank(bob);
        vault.transferFrom(alice, bob, shares);
        assertEq(vault.allowance(alice, bob), allowed < shares ? allowed : allowed - shares);
        assertEq(vault.balanceOf(bob), allowed < shares ? 0 : shares);
    }

    function test_AnEndlessAllowanceIsNotSpent() public {
        vm.prank(alice);
        vault.approve(bob, type(uint256).max);
        vm.prank(bob);
        vault.transferFrom(alice, bob, 1e18);
        assertEq(vault.allowance(alice, bob), type(uint256).max);
    }

    function testFuzz_SharesThatMoveKeepTheirWorth(uint256 shares) public {
        shares = bound(shares, 1e6, vault.balanceOf(alice));
        uint256 worth = vault.previewRedeem(shares);
        vm.prank(alice);
        vault.transfer(bob, shares);
        assertEq(vault.previewRedeem(vault.balanceOf(bob)), worth);
    }

    /* ERC-2612 */

    function _sign(uint256 key, address owner, uint256 value, uint256 nonce, uint256 deadline)
        private
        view
        returns (uint8, bytes32, bytes32)
    {
        bytes32 content = keccak256(abi.encode(PERMIT_TYPEHASH, owner, bob, value, nonce, deadline));
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", vault.DOMAIN_SEPARATOR(), content)));
    }

    function testFuzz_APermitAllowsOnce(uint256 key, uint256 value, uint256 wait) public {
        key = bound(key, 1, 1e60);
        address owner = vm.addr(key);
        uint256 deadline = block.timestamp + bound(wait, 0, 365 days);
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, owner, value, 0, deadline);
        vault.permit(owner, bob, value, deadline, v, r, s);
        assertEq(vault.allowance(owner, bob), value);
        assertEq(vault.nonces(owner), 1);
        vm.expectRevert();
        vault.permit(owner, bob, value, deadline, v, r, s);
    }

    function testFuzz_RevertWhen_ThePermitIsLateOrAnothers(uint256 key, uint256 value, uint256 late) public {
        key = bound(key, 2, 1e60);
        address owner = vm.addr(key);
        uint256 deadline = block.timestamp;
        (uint8 v, bytes32 r, bytes32 s) = _sign(key - 1, owner, value, 0, deadline);
        vm.expectRevert();
        vault.permit(owner, bob, value, deadline, v, r, s);
        (v, r, s) = _sign(key, owner, value, 0, deadline);
        skip(bound(late, 1, 365 days));
        vm.expectRevert();
        vault.permit(owner, bob, value, deadline, v, r, s);
        assertEq(vault.allowance(owner, bob), 0);
        assertEq(vault.nonces(owner), 0);
    }

    function testFuzz_RevertWhen_ThePermitIsOfAnotherChain(uint256 key, uint64 chain) public {
        key = bound(key, 1, 1e60);
        vm.assume(chain != block.chainid && chain != 0);
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, vm.addr(key), 1, 0, block.timestamp);
        vm.chainId(chain);
        vm.expectRevert();
        vault.permit(vm.addr(key), bob, 1, block.timestamp, v, r, s);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract MintTest is VaultFixture {
    function test_GivesExactlyTheSharesAndTakesTheirPrice() public {
        _deposit(bob, 100e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 50e18);
        strategy.gain(25e18);
        vault.sync();
        _fund(alice, 100e18);
        uint256 price = vault.previewMint(10e18);

        vm.expectEmit(address(vault));
        emit IERC4626.Deposit(alice, bob, price, 10e18);
        vm.prank(alice);
        uint256 assets = vault.mint(10e18, bob);

        assertEq(assets, price);
        assertApproxEqAbs(assets, 12.5e18, 1e15, "a quarter was gained, and the ask asks for all of it");
        assertEq(vault.balanceOf(bob), 110e18);
        assertEq(lst.balanceOf(alice), 100e18 - assets);
        assertEq(vault.idle(), SEED + 50e18 + assets);
    }

    function test_RevertWhen_SharesAreZero() public {
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.mint(0, alice);
    }

    function test_RevertWhen_MoreThanTheLimit() public {
        uint256 limit = vault.maxMint(alice);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxMint.selector, alice, limit + 1, limit));
        vm.prank(alice);
        vault.mint(limit + 1, alice);
    }

    function testFuzz_AssetsAreRoundedUp(uint256 shares, uint256 gained) public {
        _deposit(bob, 100e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 50e18);
        strategy.gain(bound(gained, 1, 50e18));
        vault.sync();
        uint256 ask = vault.valuation().ask;
        uint256 supply = vault.totalSupply();

        shares = bound(shares, 1, 1e26);
        _fund(alice, 2 * shares + 1);
        vm.prank(alice);
        uint256 assets = vault.mint(shares, alice);
        assertGe(assets * (supply + VIRTUAL), shares * (ask + VIRTUAL), "not less than the shares are worth");
        assertLt((assets - 1) * (supply + VIRTUAL), shares * (ask + VIRTUAL), "not a wei more than that");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The same deposit and withdrawal on other vaults that a package brings, none of which knows strategies, rates, fees or roles.
/// forge-config: default.isolate = true
contract RivalGasTest is VaultFixture {
    function test_Ballast() public {
        _measure("Ballast", IERC4626(address(vault)));
    }

    function test_OpenZeppelin() public {
        address implementation = vm.deployCode("OzVault.sol:OzVault");
        bytes memory init = abi.encodeWithSignature("initialize(address)", address(lst));
        _measure("OpenZeppelin behind a proxy", IERC4626(address(new ERC1967Proxy(implementation, init))));
    }

    function test_Solady() public {
        _measure("Solady", IERC4626(vm.deployCode("SoladyVault.sol:SoladyVault", abi.encode(address(lst)))));
    }

    function test_Solmate() public {
        _measure("solmate", IERC4626(vm.deployCode("SolmateVault.sol:SolmateVault", abi.encode(address(lst)))));
    }

    function _measure(string memory whose, IERC4626 rival) private {
        lst.mint(bob, 101e18);
        vm.startPrank(bob);
        lst.approve(address(rival), type(uint256).max);
        rival.deposit(50e18, bob);
        skip(12);
        rival.deposit(1e18, bob);
        vm.snapshotGasLastCall("rivals", string.concat("deposit, ", whose));
        rival.withdraw(1e18, bob, bob);
        vm.snapshotGasLastCall("rivals", string.concat("withdraw, ", whose));
        vm.stopPrank();
    }
}
